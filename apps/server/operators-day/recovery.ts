import { copyFileSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import postgres from 'postgres';
import type { EmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { operate, reaching } from '../test/operate';
import { documented, documentedBlock, filled } from './documented';
import { startOwnServer } from './own-server';
import { digestsIn, look, settle } from './people';
import type { Report } from './report';
import { rowsOf } from './rows-of';
import { findServerPrograms } from './server-programs';
import { openSite } from './site';
import { startVisageOn } from './visage-on';
import { blocks, commands } from './words';

type Connection = EmbeddedPostgres['connection'];

/** A server of the operator's own: dumped, taken back to a moment, stood in for by its replica. */
export async function playRecovery(home: string, report: Report): Promise<void> {
  const programs = findServerPrograms();
  report.begin('A server of your own');
  if (programs === null) {
    return report.expect('dump, recovery and replica', 'not tried: install the package "postgresql"', false);
  }
  const backups = join(home, 'backups');
  const places = { '/var/backups/visage': backups, '/var/lib/postgresql/recovered': join(home, 'recovered/postgres') };
  mkdirSync(join(backups, 'wal'), { recursive: true });
  await using stack = new AsyncDisposableStack();
  const start = async (name: string, settings: Record<string, string>) =>
    stack.use(await startOwnServer(join(home, name), programs, settings));
  const give = async (name: keyof typeof commands, at: Record<string, string>, env: Record<string, string> = {}) => {
    const [page, text] = commands[name];
    const here = Object.entries(at).filter(([from]) => text.includes(from));
    const command = filled(documented(page, text), Object.fromEntries(here));
    const path = `${programs}:${Bun.env.PATH}`;
    const child = Bun.spawn(['sh', '-c', command], {
      cwd: home,
      env: { ...Bun.env, PATH: path, ...env },
      stderr: 'pipe',
    });
    const [said, status] = await Promise.all([child.stderr.text(), child.exited]);
    return { status, said };
  };
  const settingsOf = (name: 'archive' | 'recover', at: Record<string, string>) => {
    const [page, first] = blocks[name];
    return Object.fromEntries(
      documentedBlock(page, first).map((line) => {
        const [setting = '', value = ''] = line.split(/ = (.*)/s);
        const inside = /^'(.*)'$/s.exec(value)?.[1]?.replaceAll("''", "'") ?? value;
        return [setting, Object.entries(at).reduce((text, [from, to]) => text.replaceAll(from, to), inside)];
      }),
    );
  };

  const primary = await start('primary', settingsOf('archive', places));
  const admin = stack.adopt(open(primary.connection), (sql) => sql.end());
  // As install.md has it: Visage owns its database, and nothing else.
  await admin`CREATE ROLE site LOGIN PASSWORD 'the-password'`;
  const siteOn = (server: EmbeddedPostgres, database = 'site') => ({
    ...server.connection,
    ...{ username: 'site', password: 'the-password', database },
  });
  for (const database of ['site', 'restored'])
    await admin`CREATE DATABASE ${admin(database)} OWNER site TEMPLATE template0 ENCODING 'UTF8'`;
  const visage = stack.use(await startVisageOn(siteOn(primary)));
  const site = openSite(visage);
  const people = await settle(site);
  const atFirst = await look(site, people);

  const restored = siteOn(primary, 'restored');
  const urls = {
    DATABASE_URL: urlOf(siteOn(primary)),
    NEW_DATABASE_URL: urlOf(restored),
    SUPERUSER_URL: urlOf(primary.connection),
  };
  const dumped = [await give('dump', {}, urls), await give('restoreDump', {}, urls)];
  report.expect(
    '`pg_dump`, `pg_restore`',
    'without an error',
    dumped.every(({ status }) => status === 0),
    dumped,
  );
  {
    await using again = await startVisageOn(restored);
    const there = await look(openSite(again), people);
    report.expect(
      'Visage starts on it',
      'everything is as it was, sessions too',
      isDeepStrictEqual(there, atFirst),
      there,
    );
  }
  const looked = await operate(['doctor'], reaching(restored));
  report.expect('`bun visage doctor`', 'all is well', looked.said.includes('All is well'), looked);

  const based = await give('baseBackup', places, urls);
  report.expect('`pg_basebackup`, with the log archived', 'without an error', based.status === 0, based);
  await site.upload(people.ada, 'After the base backup');
  await site.untilDated(people.ada);
  const good = await look(site, people);
  const [moment] = await admin`SELECT clock_timestamp()::text AS now`;
  await Bun.sleep(100);
  await site.upload(people.ada, 'Soon lost');
  const erased = await operate(['admin', 'erase', people.grace.email, '--yes'], reaching(siteOn(primary)));
  const [log] = await admin`SELECT pg_walfile_name(pg_switch_wal()) AS file`;
  while ((await admin`SELECT 1 FROM pg_stat_archiver WHERE last_archived_wal >= ${log?.file}`).length === 0)
    await Bun.sleep(100);
  await visage[Symbol.asyncDispose]();
  await admin.end();
  await primary.stop();

  mkdirSync(join(home, 'recovered'));
  const brought = [await give('bringBase', places), await give('wantRecovery', places)];
  copyFileSync(join(home, 'primary/postgres.password'), join(home, 'recovered/postgres.password'));
  const until = { ...places, '2026-11-24 12:00:00+00': moment?.now };
  const recovered = await start('recovered', settingsOf('recover', until));
  await untilPromoted(recovered.connection);
  const renewed = await operate(['doctor', '--after-restore'], reaching(siteOn(recovered)));
  report.expect(
    'back to the moment before someone was erased by mistake; `doctor --after-restore`',
    'without an error',
    erased.status === 0 && brought.every(({ status }) => status === 0) && renewed.status === 0,
    [erased, brought, renewed],
  );
  const goodAgain = stack.use(await startVisageOn(siteOn(recovered)));
  const recoveredSite = openSite(goodAgain);
  const now = await look(recoveredSite, people);
  report.expect(
    'Visage starts on it',
    'all pictures of that moment are there, and none from after it',
    isDeepStrictEqual(digestsIn(now), digestsIn(good)),
    { good, now },
  );

  mkdirSync(join(home, 'replica'));
  const replicaAt = { '/var/lib/postgresql/replica': join(home, 'replica/postgres') };
  const copied = await give('replica', replicaAt, { SUPERUSER_URL: urlOf(recovered.connection) });
  copyFileSync(join(home, 'primary/postgres.password'), join(home, 'replica/postgres.password'));
  const replica = await start('replica', {});
  const told = await operate(['doctor'], reaching(siteOn(replica)));
  const wellTold =
    told.status === 1 && told.said.includes('This is a replica') && told.said.includes('bytes of every picture');
  report.expect(
    'a replica is made; `bun visage doctor` there',
    'says that it is one',
    copied.status === 0 && wellTold,
    [copied, told],
  );
  const [here, there] = [join(home, 'primary.visage'), join(home, 'replica.visage')];
  const exported = [
    await operate(['export', here], reaching(siteOn(recovered))),
    await operate(['export', there], reaching(siteOn(replica))),
  ];
  const alike = exported.every(({ status }) => status === 0) && (await rowsOf(here)) === (await rowsOf(there));
  report.expect('`bun visage export` from the replica', 'holds what the primary’s does', alike, exported);
  await goodAgain[Symbol.asyncDispose]();
  await recovered.stop();
  const promoted = await give('promote', {}, { REPLICA_URL: urlOf(replica.connection) });
  await untilPromoted(replica.connection);
  await operate(['doctor', '--after-restore'], reaching(siteOn(replica)));
  await using last = await startVisageOn(siteOn(replica));
  const lastSite = openSite(last);
  const onReplica = await look(lastSite, people);
  await lastSite.upload(people.grace, 'On the new primary');
  report.expect(
    'the primary is stopped, the replica promoted, Visage started on it',
    'every picture is there, and new ones are taken',
    promoted.status === 0 && isDeepStrictEqual(digestsIn(onReplica), digestsIn(good)),
    [promoted, onReplica],
  );
}

function open(connection: Connection) {
  return postgres({ ...connection, max: 1, onnotice: () => {} });
}

async function untilPromoted(connection: Connection): Promise<void> {
  const sql = open(connection);
  while ((await sql`SELECT 1 WHERE pg_is_in_recovery()`).length > 0) await Bun.sleep(100);
  await sql.end();
}

/** For PostgreSQL's own programs. */
function urlOf({ host, port, username, password, database }: Connection): string {
  return `postgres://${username}:${password}@/${database}?host=${encodeURIComponent(host)}&port=${port}`;
}
