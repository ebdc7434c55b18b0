import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { Connection } from '../src/storage/database';
import { startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { migrateDatabase } from '../src/storage/migrate';

type Facts = Exclude<Connection, string>;

/** Where the test run's Postgres is reached, and where its log is. */
interface TestPostgres {
  connection: Facts;
  dataDir: string;
}

type Stoppable = TestPostgres & { stop(): Promise<void> };

const template = 'visage_template';
let server: Promise<Stoppable> | undefined;
let made = 0;

/** A fresh, migrated database on the test run's own Postgres. Made as a copy of a template, which costs about 0.15 s. */
export const freshDatabase = () => copyOf(template);

/** A database without a table. */
export const emptyDatabase = () => copyOf('template1');

async function copyOf(source: string): Promise<Facts> {
  const { connection } = await startPostgres();
  made += 1;
  const database = `test_${process.pid}_${made}`;
  await asAdmin(connection, (sql) => sql`CREATE DATABASE ${sql(database)} TEMPLATE ${sql(source)}`);
  return { ...connection, database };
}

export async function dropDatabase({ database }: Facts): Promise<void> {
  const { connection } = (await server) ?? {};
  if (connection) await asAdmin(connection, (sql) => sql`DROP DATABASE IF EXISTS ${sql(database)} WITH (FORCE)`);
}

/** Starts the test run's Postgres, once. */
export function startPostgres(): Promise<TestPostgres> {
  server ??= givenPostgres() ?? ownPostgres();
  return server;
}

/** Stops the test run's Postgres, if it started one, and leaves nothing behind. */
export async function stopPostgres(): Promise<void> {
  await (await server)?.stop();
}

/** The one that `parallel.ts` has started for this process, and stops. */
function givenPostgres(): Promise<Stoppable> | undefined {
  const { VISAGE_TEST_POSTGRES, BUN_TEST_WORKER_ID } = Bun.env;
  if (!VISAGE_TEST_POSTGRES) return;
  const all: TestPostgres[] = JSON.parse(VISAGE_TEST_POSTGRES);
  const given = all[Number(BUN_TEST_WORKER_ID) - 1];
  return given && Promise.resolve({ ...given, stop: async () => {} });
}

/** A Postgres of one's own, with the template in it; for whoever starts it to stop. */
export async function ownPostgres(): Promise<Stoppable> {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-test-'));
  const { connection, stop } = await startEmbeddedPostgres({
    dataDir,
    durable: false,
    settings: { max_connections: '200' },
  });
  await asAdmin(connection, (sql) => sql`CREATE DATABASE ${sql(template)}`);
  await migrateDatabase({ ...connection, database: template });
  return {
    connection,
    dataDir,
    async stop() {
      await stop();
      rmSync(dataDir, { recursive: true, force: true });
    },
  };
}

async function asAdmin(connection: Facts, run: (sql: postgres.Sql) => Promise<unknown>): Promise<void> {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  try {
    await run(sql);
  } finally {
    await sql.end();
  }
}
