import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';
import { migrateDatabase } from '../src/storage/migrate';
import { type Population, seed } from './seed';

/** How long to measure, and against how many. */
export interface Effort {
  pairs: number;
  /** Of one run of load. */
  seconds: number;
  /** Pictures in the large table. */
  manyPictures: number;
}

/** Variables that lead a program to a database, for postgres.js and for libpq alike. */
export type DatabaseVariables = Record<string, string>;

/** What all rows share: one Postgres with a database for each purpose, a directory, and how long to measure. */
export interface Stage extends AsyncDisposable {
  effort: Effort;
  /** A temporary one, of its own for each call. */
  directory(name: string): string;
  /** A database of this name: made, migrated and filled when first asked for. */
  people(name: string, population: Population): Promise<DatabaseVariables>;
  /** An empty database of this name. */
  emptyDatabase(name: string): Promise<DatabaseVariables>;
  /** A connection of the superuser's; to be ended. */
  connect(name: string): Promise<postgres.Sql>;
  /** The file that Postgres logs to. */
  postgresLog: string;
}

/** A quarter of the memory, as PostgreSQL's manual has it for a machine that serves a large database (section 19.4.1). */
const shared_buffers = `${Math.floor(totalmem() / 4 / 2 ** 20)}MB`;

/** Does nothing yet: a row that needs no Postgres starts none. */
export function openStage(effort: Effort): Stage {
  const root = mkdtempSync(join(tmpdir(), 'visage-bench-'));
  const dataDir = join(root, 'data');
  const filled = new Map<string, Promise<DatabaseVariables>>();
  let server: Promise<EmbeddedPostgres> | undefined;
  const running = () => {
    // Nobody needs these data after a power cut; only the seeding gains by that.
    server ??= startEmbeddedPostgres({ dataDir, durable: false, settings: { max_wal_size: '1GB', shared_buffers } });
    return server;
  };

  async function connect(database: string) {
    const { connection } = await running();
    return postgres({ ...connection, database, max: 1, onnotice: () => {} });
  }

  async function emptyDatabase(name: string): Promise<DatabaseVariables> {
    const { connection } = await running();
    const admin = await connect(connection.database);
    await admin`CREATE DATABASE ${admin(name)}`.finally(() => admin.end({ timeout: 1 }));
    // A URL has no room for the directory of a socket, but both kinds of client complete it from these.
    return {
      DATABASE_URL: `postgres:///${name}`,
      PGDATABASE: name,
      PGHOST: connection.host,
      PGPORT: String(connection.port),
      PGUSER: connection.username,
      PGPASSWORD: connection.password,
      AUTH_SECRET: crypto.randomUUID().repeat(2),
    };
  }

  async function fill(name: string, population: Population): Promise<DatabaseVariables> {
    const variables = await emptyDatabase(name);
    const { connection } = await running();
    await migrateDatabase({ ...connection, database: name });
    const sql = await connect(name);
    await seed(sql, population).finally(() => sql.end({ timeout: 1 }));
    return variables;
  }

  return {
    effort,
    postgresLog: join(dataDir, 'postgres.log'),
    connect,
    emptyDatabase,
    directory: (name) => mkdtempSync(join(root, `${name}-`)),
    people(name, population) {
      const under = filled.get(name) ?? fill(name, population);
      filled.set(name, under);
      return under;
    },
    async [Symbol.asyncDispose]() {
      await (await server?.catch(() => undefined))?.stop();
      rmSync(root, { recursive: true, force: true });
    },
  };
}
