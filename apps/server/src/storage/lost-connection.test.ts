import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { openDatabase } from './database';
import { isUnavailable } from './unavailable';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

/** What patches/postgres@3.4.9.patch mends in the driver. Each of these ended the process, or hung, or mixed up two transactions. */
let connection: Awaited<ReturnType<typeof freshDatabase>>;
let killer: postgres.Sql;

beforeAll(async () => {
  connection = await freshDatabase();
  killer = postgres({ ...connection, max: 1, onnotice: () => {} });
  await killer`CREATE TABLE written (value text)`;
});
afterAll(async () => {
  await killer.end();
  await dropDatabase(connection);
});

// A query is sent when it is awaited, or by `execute`.
const end = (pid: number) => killer`SELECT pg_terminate_backend(${pid}, 5000)`.execute();

/** Runs a transaction whose connection ends while `during` runs in it. */
async function losing(sql: postgres.Sql, during: (tx: postgres.TransactionSql) => Promise<unknown>): Promise<unknown> {
  return sql
    .begin(async (tx) => {
      const [{ pid } = { pid: 0 }] = await tx<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
      const ended = end(pid);
      await during(tx);
      await ended;
    })
    .catch((error) => error);
}

for (const [when, during] of [
  ['during a query', (tx: postgres.TransactionSql) => tx`SELECT pg_sleep(20)`],
  ['between two queries', () => Bun.sleep(100)],
] as const) {
  test(`a connection lost ${when} of a transaction costs that transaction, and neither the process nor the pool`, async () => {
    const { sql, close } = openDatabase(connection, { connections: 1 });
    for (let time = 0; time < 3; time += 1) {
      const outcome = await losing(sql, async (tx) => {
        await during(tx);
        await tx`SELECT 1`;
      });
      expect(isUnavailable(outcome)).toBe(true);
      expect(Array.from(await sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
    }
    await close();
  });
}

test('what a lost transaction still does is never done inside another', async () => {
  const { sql, close } = openDatabase(connection, { connections: 1 });
  const lateDeed = Promise.withResolvers<unknown>();
  const released = Promise.withResolvers<void>();
  const outcome = await losing(sql, async (tx) => {
    // While its connection is lost and another transaction has it.
    void released.promise.then(() => tx`INSERT INTO written VALUES ('late')`).then(lateDeed.resolve, lateDeed.resolve);
    await tx`INSERT INTO written VALUES ('early')`;
    await tx`SELECT pg_sleep(20)`;
  });
  expect(isUnavailable(outcome)).toBe(true);
  await sql.begin(async (tx) => {
    await tx`INSERT INTO written VALUES ('other')`;
    released.resolve();
    expect(isUnavailable(await lateDeed.promise)).toBe(true);
  });
  expect(Array.from(await sql`SELECT value FROM written`)).toEqual([{ value: 'other' }]);
  await close();
});

test('a connection lost with many queries under way fails them all, and the next work', async () => {
  const { sql, close } = openDatabase(connection, { connections: 2 });
  const [{ pid } = { pid: 0 }] = await sql<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
  const many = Array.from({ length: 20 }, () => sql`SELECT pg_sleep(0.2)`.catch((error) => error));
  await end(pid);
  const outcomes = await Promise.all(many);
  for (const outcome of outcomes.filter((each) => each instanceof Error)) expect(isUnavailable(outcome)).toBe(true);
  expect(Array.from(await sql`SELECT 1 AS one`)).toEqual([{ one: 1 }]);
  await close();
});
