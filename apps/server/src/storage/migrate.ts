import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Connection } from './database';

export const migrationsFolder = new URL('../../../../drizzle', import.meta.url).pathname;
/** Any constant will do; every Visage process takes the same one. */
const advisoryLock = 8_472_431_976;

/**
 * Brings the database to the present schema. Safe when several processes start at once: one migrates, the others wait.
 * Uses a connection of its own, since the lock belongs to it.
 */
export async function migrateDatabase(connection: Connection): Promise<void> {
  const options = { max: 1, onnotice: () => {}, connect_timeout: 5 };
  const sql = typeof connection === 'string' ? postgres(connection, options) : postgres({ ...connection, ...options });
  try {
    await requireUsable(sql);
    await sql`SELECT pg_advisory_lock(${advisoryLock})`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    // Ending the connection gives the lock back, whatever happened.
    await sql.end({ timeout: 5 });
  }
}

/** Handles are made by normalising names, which only a UTF-8 database can; `SET NULL` of one column came with version 15. */
async function requireUsable(sql: postgres.Sql): Promise<void> {
  const [server] = await sql`
    SELECT current_setting('server_encoding') AS encoding, current_setting('server_version_num')::int AS version`;
  if (server?.encoding !== 'UTF8') throw new Error(`Its encoding is ${server?.encoding}, and must be UTF8.`);
  if (server.version < 150_000) throw new Error('It is older than PostgreSQL 15.');
}
