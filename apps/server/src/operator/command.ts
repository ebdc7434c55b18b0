import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
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

/** There is no embedded database yet, and whoever only looks must not make one. */
export class NoDatabase extends CommandError {
  constructor(dataDir: string) {
    super(
      `There is no database in ${resolve(dataDir)}, and DATABASE_URL is not set: set one of DATA_DIR and DATABASE_URL as for \`bun start\`.`,
    );
  }
}

interface Given {
  /** Changes nothing: makes no database, and leaves the tables as they are. Throws `NoDatabase`. */
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
  if (asItIs && !existsSync(join(settings.dataDir, 'postgres'))) throw new NoDatabase(settings.dataDir);
  await using embedded = await startEmbeddedPostgres({ dataDir: settings.dataDir, programs: postgresBin });
  if (!asItIs) await migrateDatabase(embedded.connection);
  await work(embedded.connection);
}
