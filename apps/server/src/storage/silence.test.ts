import { afterAll, afterEach, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { createFaultyLine, type FaultyLine } from '../../prove/faulty-line';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type Database, openDatabase } from './database';
import { isUnavailable } from './unavailable';

setDefaultTimeout(30_000);

let facts: Awaited<ReturnType<typeof freshDatabase>>;
let line: FaultyLine;
let database: Database;

beforeAll(async () => {
  facts = await freshDatabase();
});
afterAll(() => dropDatabase(facts));
beforeEach(async () => {
  line = await createFaultyLine(join(facts.host, `.s.PGSQL.${facts.port}`));
  database = openDatabase({ ...facts, host: '127.0.0.1', port: line.port }, { connections: 3 });
  await Promise.all([1, 2, 3].map(() => database.sql`SELECT pg_sleep(0.05)`));
});
afterEach(async () => {
  await database.close();
  await line[Symbol.asyncDispose]();
});

/** How long it took to fail for want of a database, in milliseconds. */
async function failing(work: PromiseLike<unknown>): Promise<number> {
  const start = performance.now();
  const outcome = await work.then(
    () => 'done',
    (error) => error,
  );
  expect(isUnavailable(outcome)).toBe(true);
  return performance.now() - start;
}

test('all that waits for a silent database fails within a second, queued, in a transaction or new', async () => {
  const { sql } = database;
  line.set('all', 'shut');
  const many = Array.from({ length: 30 }, () => failing(sql`SELECT 1`));
  const changes = Array.from({ length: 10 }, () => failing(sql.begin((tx) => tx`SELECT 1`)));
  for (const took of await Promise.all([...many, ...changes])) expect(took).toBeLessThan(1000);
  expect(await failing(sql`SELECT 1`)).toBeLessThan(300);
});

test('what it answers again is asked again, without a restart', async () => {
  const { sql } = database;
  line.set('all', 'shut');
  await failing(sql`SELECT 1`);
  await Bun.sleep(1500);
  line.cut('all');
  line.set('all', 'open');
  await Bun.sleep(2000);
  const answers = await Promise.all(Array.from({ length: 9 }, () => sql`SELECT 1 AS one`));
  expect(answers.map(([row]) => row?.one)).toEqual(Array(9).fill(1));
});

test('a query may take its time while the database answers', async () => {
  const [row] = await database.sql`SELECT 1 AS one FROM pg_sleep(2.5)`;
  expect(row?.one).toBe(1);
});
