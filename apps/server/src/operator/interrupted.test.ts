import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { personId, seed } from '../../bench/seed';
import { operate, reaching, startOperating } from '../../test/operate';
import { everything } from '../../test/portable-rows';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { portableTables } from '../storage/portable/tables';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(120_000);

/** Five transactions of an import, and more bytes than an export gathers before it writes. */
const people = 1000;
const directory = mkdtempSync(join(tmpdir(), 'visage-interrupted-'));
const file = join(directory, 'people.visage');
const opened: { sql: postgres.Sql; connection: Awaited<ReturnType<typeof freshDatabase>> }[] = [];
let source: Awaited<ReturnType<typeof another>>;

async function another() {
  const connection = await freshDatabase();
  const sql = postgres({ ...connection, max: 2, onnotice: () => {} });
  opened.push({ sql, connection });
  return { sql, connection, env: reaching(connection) };
}

/** Until another session waits for a lock that this test holds, which it then will until it is let go or killed. */
async function untilWaiting(sql: postgres.Sql): Promise<void> {
  for (;;) {
    const rows = await sql`
      SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock' AND state = 'active'`;
    if (rows.length > 0) return;
    await Bun.sleep(20);
  }
}

beforeAll(async () => {
  source = await another();
  const alone = postgres({ ...source.connection, max: 1, onnotice: () => {} });
  await seed(alone, { people, pictureBytes: 4000 });
  await alone.end();
  expect((await operate(['export', file], source.env)).status).toBe(0);
});
afterAll(async () => {
  for (const { sql, connection } of opened) {
    await sql.end();
    await dropDatabase(connection);
  }
  rmSync(directory, { recursive: true, force: true });
});

test('a thousand people and pictures come out of another database as they went in', async () => {
  const { sql, env } = await another();
  expect((await operate(['import', file], env)).status).toBe(0);
  const held = await everything(sql);
  expect(held.picture).toHaveLength(people);
  expect(held).toEqual(await everything(source.sql));
  expect(await sql`SELECT 1 FROM picture WHERE sha256(data) <> digest`).toBeEmpty();
});

test('an import that is killed midway and begun again ends as one that was not', async () => {
  const { sql, env } = await another();
  const ids = Array.from({ length: people }, (_, at) => personId(at + 1)).sort();
  const hold = Promise.withResolvers<void>();
  const holding = sql
    .begin(async (tx) => {
      // Someone of the fourth transaction, as yet uncommitted: the import waits to know.
      await tx`SET LOCAL visage.importing = 'on'`;
      await tx`INSERT INTO "user" (id, name, email) VALUES (${ids[700] ?? ''}, 'Held', 'held@example.org')`;
      await hold.promise;
      throw new Error('never there');
    })
    .catch(() => {});
  const importing = startOperating(['import', file], env);
  await untilWaiting(sql);
  importing.kill('SIGKILL');
  await importing.exited;
  hold.resolve();
  await holding;
  const [before] = await sql`
    SELECT count(*)::int AS people, (SELECT count(*)::int FROM picture) AS pictures, (SELECT count(*)::int FROM profile) AS profiles FROM "user"`;
  expect(before?.people).toBeGreaterThan(0);
  expect(before?.people).toBeLessThan(people);
  // Who is there is there whole.
  expect(before).toMatchObject({ pictures: before?.people, profiles: before?.people });
  const { status, told } = await operate(['import', file], env);
  expect({ status, told }).toMatchObject({
    status: 0,
    told: expect.stringContaining(', 0 rows left as they are here'),
  });
  expect(await everything(sql)).toEqual(await everything(source.sql));
});

test('an export that is killed midway leaves nothing under its name, and nothing that passes for whole', async () => {
  const killed = join(directory, 'killed.visage');
  const hold = Promise.withResolvers<void>();
  const holding = source.sql.begin(async (tx) => {
    // What is read last: by then megabytes are written.
    await tx`LOCK TABLE audit IN ACCESS EXCLUSIVE MODE`;
    await hold.promise;
  });
  const exporting = startOperating(['export', killed], source.env);
  await untilWaiting(source.sql);
  exporting.kill('SIGKILL');
  await exporting.exited;
  hold.resolve();
  await holding;
  expect(existsSync(killed)).toBe(false);
  expect(statSync(`${killed}.part`).size).toBeGreaterThan(1_000_000);
  const { sql, env } = await another();
  const half = await operate(['import', `${killed}.part`], env);
  expect(half).toMatchObject({ status: 1, told: expect.stringContaining('is cut short') });
  expect(await sql`SELECT 1 FROM "user"`).toBeEmpty();
  // Begun again, it is whole, and what was left is gone.
  expect((await operate(['export', killed], source.env)).status).toBe(0);
  expect(existsSync(`${killed}.part`)).toBe(false);
  expect((await operate(['import', killed], env)).status).toBe(0);
  const tables = await everything(sql);
  for (const table of portableTables) expect(tables[table]).toEqual((await everything(source.sql))[table]);
});

test.skipIf(process.platform !== 'linux')(
  'an export for which there is no room says so, and leaves nothing',
  async () => {
    const large = join(directory, 'large.visage');
    // A file may not grow beyond 2 MB, where the system would say the same of a disk.
    const limited = await operate(['export', large], source.env, {
      shell: 'trap \'\' XFSZ; ulimit -f 4000; exec "$@"',
    });
    const full = await operate(['export', '-'], source.env, { shell: 'exec "$@" > /dev/full' });
    for (const { status, told, why } of [
      { ...limited, why: `${large} can't be written: EFBIG` },
      { ...full, why: "Standard output can't be written: ENOSPC" },
    ]) {
      expect(status).toBe(1);
      expect(told).toContain(why);
      expect(told).not.toContain('    at ');
    }
    expect([existsSync(large), existsSync(`${large}.part`)]).toEqual([false, false]);
  },
);

test('of two exports to one name at once, the earlier gives way, and the file is whole', async () => {
  const twice = join(directory, 'twice.visage');
  const hold = Promise.withResolvers<void>();
  const holding = source.sql.begin(async (tx) => {
    await tx`LOCK TABLE audit IN ACCESS EXCLUSIVE MODE`;
    await hold.promise;
  });
  const earlier = startOperating(['export', twice], source.env);
  await untilWaiting(source.sql);
  const later = startOperating(['export', twice], source.env);
  while (
    (await source.sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`)
      .length < 2
  )
    await Bun.sleep(20);
  hold.resolve();
  await holding;
  expect([await earlier.exited, await later.exited]).toEqual([1, 0]);
  const { env } = await another();
  expect((await operate(['import', twice], env)).status).toBe(0);
});
