import { drizzle, type PostgresJsDatabase } from 'drizzle-orm/postgres-js';
import postgres from 'postgres';
import * as authSchema from './auth-schema';
import { createProbe } from './probe';
import * as schema from './schema';
import { watchForSilence } from './silence';
import { watchedPool } from './watched-pool';

/** Where the database is: a `postgres://` URL, or the facts of the embedded one (`host` may be a socket directory). */
export type Connection = string | { host: string; port: number; username: string; password: string; database: string };

export type Tables = typeof authSchema & typeof schema;
export type Drizzle = PostgresJsDatabase<Tables>;

/** One pool of connections, spoken to through drizzle (`db`) or, on the hottest path, directly (`sql`). */
export interface Database {
  db: Drizzle;
  sql: postgres.Sql;
  /** Connections, and queries that wait for one. What waits on a connection behind another query is not told apart. */
  pool(): { inUse: number; idle: number; waiting: number };
  /** Ends the pool: waits for running queries, at most 2 s. */
  close(): Promise<void>;
}

interface DatabaseOptions {
  /** Size of the pool. */
  connections?: number;
  /** Whether what waits for a database that says nothing fails within a second, as requests must; with one more connection. */
  watch?: boolean;
}

/** Connections are opened when first needed; this does no I/O. */
export function openDatabase(
  connection: Connection,
  { connections = 10, watch = true }: DatabaseOptions = {},
): Database {
  const options: postgres.Options<Record<string, never>> = {
    max: connections,
    connect_timeout: 1,
    // After a lost connection: soon and steadily, since requests wait for it. In seconds.
    backoff: () => 0.25,
    // Postgres tells us when an object already exists; nobody needs to read that.
    onnotice: () => {},
    connection: { application_name: 'visage' },
  };
  const open = (own: postgres.Options<Record<string, never>>) =>
    typeof connection === 'string' ? postgres(connection, own) : postgres({ ...connection, ...own });
  const sql = open(options);
  const asking = watch ? open({ ...options, max: 1, idle_timeout: 30, fetch_types: false }) : null;
  const silence = asking && watchForSilence(watchedPool(sql), createProbe(asking));
  return {
    sql,
    // patches/postgres@3.4.9.patch: the library tells nobody.
    pool: (sql as unknown as { pool: Database['pool'] }).pool,
    db: drizzle(sql, { schema: { ...authSchema, ...schema } }),
    async close() {
      await sql.end({ timeout: 2 });
      silence?.stop();
      await asking?.end({ timeout: 0 });
    },
  };
}
