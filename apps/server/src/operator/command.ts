import type { Settings } from '../env';
import type { Connection } from '../storage/database';
import { runningConnection } from '../storage/embedded/connection';
import { startEmbeddedPostgres } from '../storage/embedded/embedded-postgres';
import { migrateDatabase } from '../storage/migrate';

/** One of the operator's commands. */
export interface Command {
  /** What it does, in a line. */
  summary: string;
  /** How it is called, and with which options: what `--help` says. */
  help: string;
  run(words: string[]): Promise<void>;
}

/** A command that can't be done as asked; the message says why and what to do. */
export class CommandError extends Error {
  override readonly name = 'CommandError';
}

interface Given {
  /** Leaves the schema as it is. */
  asItIs?: boolean;
  /** Where the programs of the PostgreSQL are that made the embedded database, when it was an older one. */
  postgresBin?: string | undefined;
}

/**
 * Runs `work` on the database that Visage uses with these settings: a running Visage's own when there is one, else one
 * started for the while.
 */
export async function withDatabase(
  settings: Settings,
  work: (connection: Connection) => Promise<void>,
  { asItIs = false, postgresBin }: Given = {},
): Promise<void> {
  const reachable = settings.databaseUrl ?? (await runningConnection(settings.dataDir));
  if (reachable !== null) {
    if (!asItIs) await migrateDatabase(reachable);
    return work(reachable);
  }
  await using embedded = await startEmbeddedPostgres({ dataDir: settings.dataDir, programs: postgresBin });
  if (!asItIs) await migrateDatabase(embedded.connection);
  await work(embedded.connection);
}
