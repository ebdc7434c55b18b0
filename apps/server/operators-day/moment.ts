import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { operate, reaching } from '../test/operate';
import { type OwnStage, open, siteOn, untilPromoted, urlOf } from './own-stage';
import { digestsIn, look, type People } from './people';
import type { Report } from './report';
import { openSite, type Shown } from './site';
import { startVisageOn } from './visage-on';

/**
 * A base backup; then pictures, then a mistake; then back to the moment between. The primary is stopped on the way. Answers the server that
 * stands in its place, and what people showed at that moment.
 */
export async function playMoment(
  stage: OwnStage,
  primary: EmbeddedPostgres,
  people: People,
  report: Report,
): Promise<{ recovered: EmbeddedPostgres; good: Record<string, Shown> }> {
  const { good, moment, mistake } = await makeMistake(stage, primary, people, report);
  await primary.stop();
  mkdirSync(join(stage.home, 'recovered'));
  const brought = [await stage.give('bringBase'), await stage.give('wantRecovery')];
  copyFileSync(join(stage.home, 'primary/postgres.password'), join(stage.home, 'recovered/postgres.password'));
  const until = stage.settings('recover', { '2026-11-24 12:00:00+00': moment });
  const recovered = await stage.start('recovered', until);
  await untilPromoted(recovered.connection);
  const renewed = await operate(['doctor', '--after-restore'], reaching(siteOn(recovered)));
  report.expect(
    'back to the moment before someone was erased by mistake; `doctor --after-restore`',
    'without an error',
    mistake.status === 0 && brought.every(({ status }) => status === 0) && renewed.status === 0,
    [mistake, brought, renewed],
  );
  await using visage = await startVisageOn(siteOn(recovered));
  const now = await look(openSite(visage), people);
  report.expect(
    'Visage starts on it',
    'all pictures of that moment are there, and none from after it',
    isDeepStrictEqual(digestsIn(now), digestsIn(good)),
    { good, now },
  );
  return { recovered, good };
}

async function makeMistake(stage: OwnStage, primary: EmbeddedPostgres, people: People, report: Report) {
  const based = await stage.give('baseBackup', { SUPERUSER_URL: urlOf(primary.connection) });
  report.expect('`pg_basebackup`, with the log archived', 'without an error', based.status === 0, based);
  await using visage = await startVisageOn(siteOn(primary));
  await using admin = open(primary.connection);
  const site = openSite(visage);
  await site.upload(people.ada, 'After the base backup');
  await site.untilDated(people.ada);
  const good = await look(site, people);
  const [row] = await admin.sql<{ now: string }[]>`SELECT clock_timestamp()::text AS now`;
  await site.upload(people.ada, 'Soon lost');
  const mistake = await operate(['admin', 'erase', people.grace.email, '--yes'], reaching(siteOn(primary)));
  const [log] = await admin.sql`SELECT pg_walfile_name(pg_switch_wal()) AS file`;
  const archived = () => admin.sql`SELECT 1 FROM pg_stat_archiver WHERE last_archived_wal >= ${log?.file}`;
  while ((await archived()).length === 0) await Bun.sleep(100);
  return { good, mistake, moment: row?.now ?? '' };
}
