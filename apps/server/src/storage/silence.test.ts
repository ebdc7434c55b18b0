import { afterAll, afterEach, beforeAll, beforeEach, expect, setDefaultTimeout, test } from 'bun:test';
import { join } from 'node:path';
import { createFaultyLine, type FaultyLine } from '../../prove/faulty-line';
import { openPooler } from '../../test/pooler';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type Database, openDatabase } from './database';
import { watchForSilence } from './silence';
import { isUnavailable } from './unavailable';
import type { Line } from './watched-pool';

setDefaultTimeout(60_000);

const connections = 3;
let facts: Awaited<ReturnType<typeof freshDatabase>>;
let line: FaultyLine;
let database: Database;

beforeAll(async () => {
  facts = await freshDatabase();
});
afterAll(() => dropDatabase(facts));
beforeEach(async () => {
  line = await createFaultyLine(join(facts.host, `.s.PGSQL.${facts.port}`));
  database = openDatabase({ ...facts, host: '127.0.0.1', port: line.port }, { connections });
  await everyConnection();
});
afterEach(async () => {
  await database.close();
  await line[Symbol.asyncDispose]();
});

/** Uses all of them at once. */
const everyConnection = () =>
  Promise.all(Array.from({ length: connections }, () => database.sql`SELECT pg_sleep(0.05)`));

/** What became of it; `held` if nothing has by the time a person has given up. */
async function outcome(work: PromiseLike<unknown>): Promise<'done' | 'unavailable' | 'held' | Error> {
  const settled = work.then(
    () => 'done' as const,
    (error) => (isUnavailable(error) ? ('unavailable' as const) : (error as Error)),
  );
  return Promise.race([settled, Bun.sleep(10_000).then(() => 'held' as const)]);
}

async function untilAnswered(): Promise<void> {
  while ((await outcome(database.sql`SELECT 1`)) !== 'done') await Bun.sleep(20);
}

test('all that waits for a silent database fails, queued, in a transaction or new, and so does what comes later', async () => {
  const { sql } = database;
  line.set('all', 'shut');
  const many = Array.from({ length: 30 }, () => outcome(sql`SELECT 1`));
  const changes = Array.from({ length: 10 }, () => outcome(sql.begin((tx) => tx`SELECT 1`)));
  expect(new Set(await Promise.all([...many, ...changes]))).toEqual(new Set(['unavailable']));
  expect(await outcome(sql`SELECT 1`)).toBe('unavailable');
});

test('a transaction that was at work fails when the database falls silent', async () => {
  const changed = outcome(
    database.sql.begin(async (tx) => {
      await tx`SELECT 1`;
      line.set('all', 'shut');
      await tx`SELECT 1`;
    }),
  );
  expect(await changed).toBe('unavailable');
});

for (const [how, heal] of [
  ['lets through what it held back', () => {}],
  ['forgets what it held back', () => line.cut('all')],
] as const) {
  test(`a network that ${how} is asked again, without a restart`, async () => {
    const { sql } = database;
    line.set('all', 'shut');
    expect(await outcome(sql`SELECT 1`)).toBe('unavailable');
    heal();
    line.set('all', 'open');
    await untilAnswered();
    const answers = await Promise.all(Array.from({ length: 9 }, () => sql`SELECT 1 AS one`));
    expect(answers.map(([row]) => row?.one)).toEqual(Array(9).fill(1));
  });
}

test('a statement takes its time while the database works on it, alone or in a transaction', async () => {
  const { sql } = database;
  const alone = sql`SELECT 1 AS one FROM pg_sleep(2.5)`;
  const within = sql.begin((tx) => tx`SELECT 1 AS one FROM pg_sleep(2.5)`);
  expect((await Promise.all([alone, within])).map(([row]) => row?.one)).toEqual([1, 1]);
});

test('a statement takes its time behind a pooler, where nobody can tell which process works on it', async () => {
  const pooler = openPooler(join(facts.host, `.s.PGSQL.${facts.port}`));
  const pooled = openDatabase({ ...facts, host: '127.0.0.1', port: pooler.port });
  expect(await outcome(pooled.sql`SELECT pg_sleep(2.5)`)).toBe('done');
  await pooled.close();
  pooler.stop();
});

test('nobody watches for a command, which waits as long as the network does', async () => {
  const patient = openDatabase({ ...facts, host: '127.0.0.1', port: line.port }, { connections: 1, watch: false });
  await patient.sql`SELECT 1`;
  line.set('all', 'shut');
  const asked = outcome(patient.sql`SELECT 1`);
  expect(await Promise.race([asked, Bun.sleep(2500).then(() => 'waits')])).toBe('waits');
  line.set('all', 'open');
  expect(await asked).toBe('done');
  await patient.close();
});

test('a statement waits for a lock as long as it must', async () => {
  const { sql } = database;
  const [taken, held] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const holder = sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(7)`;
    taken.resolve();
    await held.promise;
  });
  await taken.promise;
  const waiter = sql.begin((tx) => tx`SELECT pg_advisory_xact_lock(7)`);
  expect(await Promise.race([outcome(waiter), Bun.sleep(2500).then(() => 'waits')])).toBe('waits');
  held.resolve();
  await holder;
  expect(await outcome(waiter)).toBe('done');
});

test('a connection that is dead while others are well fails what is asked on it, and is not used again', async () => {
  const { sql } = database;
  line.strand('all', 1);
  const outcomes = await Promise.all(Array.from({ length: connections }, () => outcome(sql`SELECT pg_sleep(0.05)`)));
  expect(outcomes.toSorted()).toEqual(['done', 'done', 'unavailable']);
  await everyConnection();
  await everyConnection();
});

test('connections that are all dead, where new ones could be made, are replaced', async () => {
  const { sql } = database;
  line.strand('all');
  const outcomes = await Promise.all(Array.from({ length: connections }, () => outcome(sql`SELECT 1`)));
  expect(new Set(outcomes)).toEqual(new Set(['unavailable']));
  await untilAnswered();
  await everyConnection();
});

test('an answer that was lost is waited for no longer than the database works on it', async () => {
  const narrow = openDatabase({ ...facts, host: '127.0.0.1', port: line.port }, { connections: 1 });
  await narrow.sql`SELECT 1`;
  const asked = narrow.sql`SELECT pg_sleep(60)`.execute();
  while ((await atWork()) === 0) await Bun.sleep(10);
  line.strand('all');
  expect(await Promise.race([outcome(asked), Bun.sleep(1500).then(() => 'waits')])).toBe('waits');
  await wakeAll();
  expect(await outcome(asked)).toBe('unavailable');
  await narrow.close();
});

/** How many processes sleep because a statement said so. */
async function atWork(): Promise<number> {
  const [row] = await straight(
    (sql) => sql`SELECT count(*)::int AS count FROM pg_stat_activity WHERE wait_event = 'PgSleep'`,
  );
  return row?.count;
}

/** Ends those statements. */
const wakeAll = () =>
  straight((sql) => sql`SELECT pg_cancel_backend(pid) FROM pg_stat_activity WHERE wait_event = 'PgSleep'`);

/** Asks past the line. */
async function straight<Answer>(ask: (sql: Database['sql']) => PromiseLike<Answer>): Promise<Answer> {
  const past = openDatabase(facts, { connections: 1 });
  try {
    return await ask(past.sql);
  } finally {
    await past.close();
  }
}

test('what takes long to send is given time, and not for ever', async () => {
  const dropped: string[] = [];
  const sending = (name: string, process: number, unheard: number): Line => {
    let isWaiting = true;
    const giveUp = () => {
      isWaiting = false;
      dropped.push(name);
    };
    return { heard: 1, unheard, isWaiting: () => isWaiting, pid: () => process, giveUp };
  };
  const lines = [sending('an upload', 1, 4_000_000), sending('a question', 2, 100)];
  const watch = watchForSilence(
    { lines, giveUp: () => {} },
    { line: { heard: 0 }, ask: async () => new Set(), giveUp: () => {} },
  );
  while (dropped.length < 2) await Bun.sleep(10);
  watch.stop();
  expect(dropped).toEqual(['a question', 'an upload']);
});

test('bytes that come to the probe are a sign of life, before there is an answer', async () => {
  /** One connection waits, and a probe asks that never gets an answer. */
  const verdict = (probe: { readonly heard: number }, milliseconds: number) => {
    const dropped = Promise.withResolvers<'dropped'>();
    const waiting: Line = { heard: 1, unheard: 0, isWaiting: () => true, pid: () => 1, giveUp: () => {} };
    const watch = watchForSilence(
      { lines: [waiting], giveUp: () => dropped.resolve('dropped') },
      { line: probe, ask: () => new Promise(() => {}), giveUp: () => {} },
    );
    return Promise.race([dropped.promise, Bun.sleep(milliseconds).then(() => 'waits')]).finally(() => watch.stop());
  };
  let bytes = 0;
  const hearing = {
    get heard() {
      bytes += 1;
      return bytes;
    },
  };
  expect(await Promise.all([verdict({ heard: 1 }, 10_000), verdict(hearing, 2000)])).toEqual(['dropped', 'waits']);
});
