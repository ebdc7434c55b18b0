import { isDeepStrictEqual } from 'node:util';
import type { EmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { operate, reaching } from '../test/operate';
import { type OwnStage, siteOn, urlOf } from './own-stage';
import { look, type People } from './people';
import type { Report } from './report';
import { openSite, type Shown } from './site';
import { startVisageOn } from './visage-on';

/** `pg_dump`, and `pg_restore` into the empty database `restored`. */
export async function playDump(
  stage: OwnStage,
  primary: EmbeddedPostgres,
  { people, before }: { people: People; before: Record<string, Shown> },
  report: Report,
): Promise<void> {
  const restored = siteOn(primary, 'restored');
  const urls = { DATABASE_URL: urlOf(siteOn(primary)), NEW_DATABASE_URL: urlOf(restored) };
  const dumped = [await stage.give('dump', urls), await stage.give('restoreDump', urls)];
  const done = dumped.every(({ status }) => status === 0);
  report.expect('`pg_dump`, `pg_restore`', 'without an error', done, dumped);
  {
    await using visage = await startVisageOn(restored);
    const now = await look(openSite(visage), people);
    const same = isDeepStrictEqual(now, before);
    report.expect('Visage starts on it', 'everything is as it was, sessions too', same, { before, now });
  }
  const looked = await operate(['doctor'], reaching(restored));
  report.expect('`bun visage doctor`', 'all is well', looked.said.includes('All is well'), looked);
}
