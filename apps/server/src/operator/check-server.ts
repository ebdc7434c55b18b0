import type { Settings } from '../env';
import type { Connection, Database } from '../storage/database';
import { hearsNotices, lookAtMigrations, lookAtServer } from '../storage/health';
import type { Findings } from './findings';

/** Connections that one process opens: its pool, two for change notices, and one to ask whether the database is there. */
const connectionsOfProcess = 13;
const noticesWithin = 4000;
/** Beyond it, dates of answers lie visibly apart from the clock of whoever asks. In milliseconds. */
const clocksApart = 2000;

/** The server, its settings, its clock, whether changes are heard of. Answers whether the tables can be looked at. */
export async function checkServer(
  settings: Settings,
  connection: Connection,
  { sql }: Database,
  found: Findings,
): Promise<boolean> {
  const server = await lookAtServer(sql);
  const name = `PostgreSQL ${server.version}`;
  if (server.major < 15) found.problem(`${name} is too old: Visage needs 15 or later.`);
  else found.good(`${name} answers.`);
  if (server.encoding !== 'UTF8')
    found.problem(`The database is encoded in ${server.encoding}. Make one with ENCODING 'UTF8', and import into it.`);
  if (server.replica)
    found.problem('This is a replica: it takes no writes and sends no notices. Point DATABASE_URL at the primary.');
  else if (server.readOnly)
    found.problem('Every transaction is read-only here. Point DATABASE_URL at a database that takes writes.');
  if (server.unsafe.length > 0) {
    found.problem(
      `${server.unsafe.join(', ')} ${server.unsafe.length === 1 ? 'is' : 'are'} off: a power cut loses what was acknowledged. Switch on again.`,
    );
  }
  const wanted = settings.workers * connectionsOfProcess;
  if (wanted > server.maxConnections - 5) {
    found.remark(
      `${settings.workers} workers open up to ${wanted} connections, and max_connections is ${server.maxConnections}: raise it, or lower WORKERS.`,
    );
  }
  const apart = Math.abs(server.clockAhead) - server.clockDoubt;
  if (apart > clocksApart) {
    found.remark(
      `The clock of the database is ${(apart / 1000).toFixed(1)} s ${server.clockAhead > 0 ? 'ahead of' : 'behind'} this machine's. ` +
        'Nobody is shown anything stale for that, but keep both in step (NTP), so that dates say when things were.',
    );
  } else found.good('Its clock and that of this machine agree.');
  await checkNotices(connection, server.replica, found);
  return checkMigrations(sql, found);
}

async function checkNotices(connection: Connection, replica: boolean, found: Findings): Promise<void> {
  if (await hearsNotices(connection, noticesWithin)) return found.good('Change notices (LISTEN/NOTIFY) arrive.');
  const why = replica
    ? 'since this is a replica.'
    : 'as behind a pooler that hands out connections by the transaction (PgBouncer with pool_mode = transaction). Connect directly, or through a pooler in session mode.';
  found.remark(
    `Change notices (LISTEN/NOTIFY) don't arrive: Visage stays true, but asks the database for every picture instead of its memory; ${why}`,
  );
}

async function checkMigrations(sql: Database['sql'], found: Findings): Promise<boolean> {
  const { missing, newer, none } = await lookAtMigrations(sql);
  if (newer) {
    found.problem('A newer Visage has changed these tables: update this one.');
    return false;
  }
  if (none) found.remark('There are no tables yet: `bun start` makes them.');
  else if (missing > 0) found.problem(`${missing} migrations are missing: \`bun start\` applies them.`);
  else found.good('The tables are those of this Visage.');
  return missing === 0;
}
