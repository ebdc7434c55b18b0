import { type Among, createApp } from './app';
import { provideDatabase } from './database-provider';
import { type Settings, SettingsError } from './env';
import { type Listener, listen } from './http/listen';
import type { Counted } from './http/metrics';
import type { Log } from './log';
import { keptSecret } from './secret';
import type { Connection } from './storage/database';

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

/** One that runs in this process. */
export interface RunningHere extends Running {
  /** Forgets what is remembered of a user (by id) or of a name that leads to one, as in the URL: for who writes to the database with its triggers off. */
  changed(name: string): void;
  /** What it has counted for `/metrics`. */
  counted(): Promise<Counted>;
}

interface Given {
  log: Log;
  /** A database that runs already and is migrated; else the settings say which. */
  connection?: Connection;
  /** Size of its pool. */
  connections?: number;
  /** Where Gravatar is, if not where it is for everyone. */
  gravatar?: string;
  /** How long nothing may come or go on a connection, in seconds. */
  idleTimeout?: number;
  /** The other processes that listen on the same port. */
  among?: Among;
}

/** Starts everything in order: database, port, app. What was started is stopped again when a later step fails. */
export async function startVisage(settings: Settings, given: Given): Promise<RunningHere> {
  const { log, connections, gravatar, idleTimeout, among } = given;
  await using undo = new AsyncDisposableStack();
  const database = given.connection === undefined ? undo.use(await provideDatabase(settings, log)) : null;
  const connection = given.connection ?? database?.connection ?? '';
  const secret = settings.authSecret ?? (await keptSecret(settings.dataDir));
  const listener = listenOrSay(settings, among !== undefined, idleTimeout);
  undo.defer(() => listener.stop());
  const { port, stopping } = listener;
  const app = await createApp(settings, { connection, port, stopping, secret, log, connections, gravatar, among });
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
    changed: app.changed,
    counted: app.counted,
    port,
    failed: database?.failed ?? new Promise(() => {}),
    stop: () => {
      stopped ??= atEnd.disposeAsync();
      return stopped;
    },
  };
}

/** A port that is taken, or an address that is not ours, is the operator's to mend. */
export function listenOrSay({ host, port }: Settings, sharesPort: boolean, idleTimeout?: number): Listener {
  try {
    return listen(host, port, sharesPort, idleTimeout);
  } catch (error) {
    throw new SettingsError([`Nothing can listen on HOST ${host}, PORT ${port}: ${(error as Error).message}`]);
  }
}
