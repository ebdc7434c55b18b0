import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import type { EmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { operate, reaching } from '../test/operate';
import { type OwnStage, siteOn, untilPromoted, urlOf } from './own-stage';
import { digestsIn, look, type People } from './people';
import type { Report } from './report';
import { rowsOf } from './rows-of';
import { openSite, type Shown } from './site';
import { startVisageOn } from './visage-on';

/** A replica stands by, is exported from, and takes over. */
export async function playReplica(
  stage: OwnStage,
  primary: EmbeddedPostgres,
  { people, before }: { people: People; before: Record<string, Shown> },
  report: Report,
): Promise<void> {
  mkdirSync(join(stage.home, 'replica'));
  const copied = await stage.give('replica', { SUPERUSER_URL: urlOf(primary.connection) });
  copyFileSync(join(stage.home, 'primary/postgres.password'), join(stage.home, 'replica/postgres.password'));
  const replica = await stage.start('replica', {});
  const { status, said } = await operate(['doctor'], reaching(siteOn(replica)));
  const told = status === 1 && said.includes('This is a replica') && said.includes('bytes of every picture');
  const done = '`bun visage doctor` on a replica made by `pg_basebackup`';
  report.expect(done, 'says that it is one', copied.status === 0 && told, [copied, said]);

  const [here, there] = [join(stage.home, 'primary.visage'), join(stage.home, 'replica.visage')];
  const exported = [
    await operate(['export', here], reaching(siteOn(primary))),
    await operate(['export', there], reaching(siteOn(replica))),
  ];
  const alike = exported.every((each) => each.status === 0) && (await rowsOf(here)) === (await rowsOf(there));
  report.expect('`bun visage export` from the replica', 'holds what the primary’s does', alike, exported);

  await primary.stop();
  const promoted = await stage.give('promote', { REPLICA_URL: urlOf(replica.connection) });
  await untilPromoted(replica.connection);
  await operate(['doctor', '--after-restore'], reaching(siteOn(replica)));
  await using visage = await startVisageOn(siteOn(replica));
  const site = openSite(visage);
  const now = await look(site, people);
  const taken = await site.upload(people.grace, 'On the new primary');
  report.expect(
    'the primary is stopped, the replica promoted, Visage started on it',
    'every picture is there, and a new one is taken',
    promoted.status === 0 && isDeepStrictEqual(digestsIn(now), digestsIn(before)) && taken.version !== '',
    [promoted, now],
  );
}
