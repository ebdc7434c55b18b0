import { type Settings, SettingsError } from './env';
import type { Log } from './log';
import type { Connection } from './storage/database';
import { DataDirInUse } from './storage/embedded/data-dir-lock';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres';
import { migrateDatabase } from './storage/migrate';

/** A database that is there and migrated. */
export interface ProvidedDatabase extends AsyncDisposable {
  connection: Connection;
  /** Settles when there is none any more, because the embedded one has ended by itself. */
  failed: Promise<void>;
}

/**
 * The operator's database, or else the embedded one, which goes when this is disposed of. Throws `SettingsError` in the
 * database's own words when it can't be used; they never hold the password.
 */
export async function provideDatabase(settings: Settings, log: Log): Promise<ProvidedDatabase> {
  const { databaseUrl, dataDir } = settings;
  if (databaseUrl !== null) {
    await migrateDatabase(databaseUrl).catch((error) => unusable('The database of DATABASE_URL', error));
    return { connection: databaseUrl, failed: new Promise(() => {}), [Symbol.asyncDispose]: async () => {} };
  }
  await using undo = new AsyncDisposableStack();
  const embedded = await startEmbeddedPostgres({ dataDir }).catch((error) => unusable(`DATA_DIR ${dataDir}`, error));
  undo.use(embedded);
  await migrateDatabase(embedded.connection);
  const failed = embedded.exited.then(({ expected, reason }) => {
    if (expected) return new Promise<void>(() => {});
    log.error({ reason }, 'the embedded Postgres has ended by itself');
  });
  undo.move();
  return { connection: embedded.connection, failed, [Symbol.asyncDispose]: embedded.stop };
}

function unusable(what: string, error: unknown): never {
  if (error instanceof DataDirInUse || !(error instanceof Error)) throw error;
  const cause = error.cause instanceof Error ? ` ${error.cause.message}` : '';
  throw new SettingsError([`${what} can't be used: ${error.message}${cause}`]);
}
