import type { Settings } from './env';
import type { Log } from './log';
import type { Connection } from './storage/database';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres';
import { migrateDatabase } from './storage/migrate';

/** A database that is there and migrated. */
export interface ProvidedDatabase extends AsyncDisposable {
  connection: Connection;
  /** Settles when there is none any more, because the embedded one has ended by itself. */
  failed: Promise<void>;
}

/** The operator's database, or else the embedded one, which goes when this is disposed of. */
export async function provideDatabase(settings: Settings, log: Log): Promise<ProvidedDatabase> {
  if (settings.databaseUrl !== null) {
    await migrateDatabase(settings.databaseUrl);
    return { connection: settings.databaseUrl, failed: new Promise(() => {}), [Symbol.asyncDispose]: async () => {} };
  }
  await using undo = new AsyncDisposableStack();
  const embedded = undo.use(await startEmbeddedPostgres({ dataDir: settings.dataDir }));
  await migrateDatabase(embedded.connection);
  const failed = embedded.exited.then(({ expected, reason }) => {
    if (expected) return new Promise<void>(() => {});
    log.error({ reason }, 'the embedded Postgres has ended by itself');
  });
  undo.move();
  return { connection: embedded.connection, failed, [Symbol.asyncDispose]: embedded.stop };
}
