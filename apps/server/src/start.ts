import { createApp } from './app';
import { type Settings, SettingsError } from './env';
import { type Listener, listen } from './http/listen';
import type { Log } from './log';
import { keptSecret } from './secret';
import type { Connection } from './storage/database';
import { startEmbeddedPostgres } from './storage/embedded/embedded-postgres';
import { migrateDatabase } from './storage/migrate';

/** A Visage that runs. */
export interface Running {
  /** Its address, without a trailing slash. */
  url: string;
  port: number;
  /** Stops accepting, finishes what runs, closes; the embedded Postgres last. */
  stop(): Promise<void>;
  /** Settles when it can't go on, because its embedded Postgres has ended by itself. */
  failed: Promise<void>;
}

interface Given {
  log: Log;
  /** A database that runs already; else the settings say which. */
  connection?: Connection;
  connections?: number;
}

/** Starts everything in order: database, migrations, port, app. What was started is stopped again when a later step fails. */
export async function startVisage(
  settings: Settings,
  { log, connection: given, connections }: Given,
): Promise<Running> {
  await using undo = new AsyncDisposableStack();
  let failed = new Promise<void>(() => {});
  let connection = given ?? settings.databaseUrl;
  if (connection === null) {
    const embedded = await startEmbeddedPostgres({ dataDir: settings.dataDir });
    undo.use(embedded);
    connection = embedded.connection;
    failed = embedded.exited.then(({ expected, reason }) => {
      if (expected) return new Promise(() => {});
      log.error({ reason }, 'the embedded Postgres has ended by itself');
    });
  }
  await migrateDatabase(connection);
  const secret = settings.authSecret ?? (await keptSecret(settings.dataDir));
  const listener = listenOrSay(settings);
  undo.defer(() => listener.stop());
  const app = await createApp(settings, { connection, port: listener.port, secret, log, connections });
  // In order: no more requests, then no more queries, then no more database.
  undo.defer(async () => {
    await listener.stop();
    await app.close();
  });
  listener.answerWith(app.handle);

  const atEnd = undo.move();
  let stopped: Promise<void> | undefined;
  return {
    url: app.url,
    port: listener.port,
    failed,
    stop: () => {
      stopped ??= atEnd.disposeAsync();
      return stopped;
    },
  };
}

/** A port that is taken, or an address that is not ours, is the operator's to mend. */
function listenOrSay({ host, port }: Settings): Listener {
  try {
    return listen(host, port);
  } catch (error) {
    throw new SettingsError([`Nothing can listen on HOST ${host}, PORT ${port}: ${(error as Error).message}`]);
  }
}
