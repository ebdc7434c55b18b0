import { readMigrationFiles } from 'drizzle-orm/migrator';
import type postgres from 'postgres';
import { openChangeLine } from './change-line';
import type { Connection } from './database';
import { migrationsFolder } from './migrate';

/** What a look at the database server shows. */
export interface ServerHealth {
  version: string;
  major: number;
  encoding: string;
  /** A standby: it takes no writes. */
  replica: boolean;
  readOnly: boolean;
  maxConnections: number;
  /** Settings that lose what was acknowledged, when they are off. */
  unsafe: string[];
  /** How far its clock is ahead of ours, in milliseconds, and how far off that may be. */
  clockAhead: number;
  clockDoubt: number;
}

export async function lookAtServer(sql: postgres.Sql): Promise<ServerHealth> {
  await sql`SELECT 1`;
  const before = Date.now();
  const [clock] = await sql<{ now: number }[]>`SELECT (extract(epoch FROM clock_timestamp()) * 1000)::float8 AS now`;
  const after = Date.now();
  const [row] = await sql<Omit<ServerHealth, 'clockAhead' | 'clockDoubt'>[]>`
    SELECT current_setting('server_version') AS version, current_setting('server_version_num')::int / 10000 AS major,
      current_setting('server_encoding') AS encoding, pg_is_in_recovery() AS replica,
      current_setting('transaction_read_only') = 'on' AS "readOnly", current_setting('max_connections')::int AS "maxConnections",
      ARRAY(SELECT name FROM pg_settings WHERE name IN ('fsync', 'full_page_writes', 'synchronous_commit') AND setting = 'off' ORDER BY name) AS unsafe`;
  if (!row || !clock) throw new Error('the database said nothing');
  return { ...row, clockAhead: clock.now - (before + after) / 2, clockDoubt: (after - before) / 2 };
}

/** How many migrations of this Visage are missing there, and whether a newer Visage has been at work. */
export async function lookAtMigrations(sql: postgres.Sql): Promise<{ missing: number; newer: boolean; none: boolean }> {
  const ours = readMigrationFiles({ migrationsFolder }).map(({ folderMillis }) => folderMillis);
  const [there] = await sql`SELECT to_regclass('drizzle.__drizzle_migrations') IS NOT NULL AS there`;
  if (!there?.there) return { missing: ours.length, newer: false, none: true };
  const rows = await sql<{ at: number }[]>`SELECT created_at::float8 AS at FROM drizzle.__drizzle_migrations`;
  const applied = new Set(rows.map(({ at }) => at));
  return {
    missing: ours.filter((at) => !applied.has(at)).length,
    newer: rows.some(({ at }) => !ours.includes(at)),
    none: false,
  };
}

/** Whether change notices arrive on this connection, as a Visage that runs would hear them; asked for at most this long, in ms. */
export async function hearsNotices(connection: Connection, within: number): Promise<boolean> {
  const { promise, resolve } = Promise.withResolvers<boolean>();
  const line = openChangeLine(connection, {
    now: () => true,
    opened: () => {},
    heard: () => {},
    proven: () => resolve(true),
    lost: () => {},
  });
  const timer = setTimeout(() => resolve(false), within);
  try {
    return await promise;
  } finally {
    clearTimeout(timer);
    await line.close();
  }
}
