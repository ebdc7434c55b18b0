import { drizzle } from 'drizzle-orm/postgres-js';
import { migrate } from 'drizzle-orm/postgres-js/migrator';
import postgres from 'postgres';
import type { Connection } from './database';

const migrationsFolder = new URL('../../../../drizzle', import.meta.url).pathname;
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
    await sql`SELECT pg_advisory_lock(${advisoryLock})`;
    await migrate(drizzle(sql), { migrationsFolder });
  } finally {
    // Ending the connection gives the lock back, whatever happened.
    await sql.end({ timeout: 5 });
  }
}
