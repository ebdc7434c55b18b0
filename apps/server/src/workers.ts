import { join } from 'node:path';
import { provideDatabase } from './database-provider';
import type { Settings } from './env';
import type { Log } from './log';
import { keptSecret } from './secret';
import { listenOrSay, type Running } from './start';
import type { Connection } from './storage/database';

/** What a worker is told, over the channel between the two processes. */
export interface Assignment {
  /** With the port to take. */
  settings: Settings;
  connection: Connection;
}

/** What it answers once it serves. */
export interface Ready {
  port: number;
  url: string;
}

interface Worker {
  /** Rejects when it ends before it serves. */
  ready: Promise<Ready>;
  exited: Promise<number>;
  stop(): void;
}

const program = join(import.meta.dir, 'worker.ts');
/** Between the end of a worker and its successor, in milliseconds, so that one which can't live doesn't spin. */
const restartAfter = 1000;

/**
 * `settings.workers` processes that share one port, over which the kernel spreads connections, and one database, which
 * belongs to this process. A worker that ends by itself is replaced.
 */
export async function startWorkers(settings: Settings, log: Log): Promise<Running> {
  await using undo = new AsyncDisposableStack();
  const { connection, failed } = undo.use(await provideDatabase(settings, log));
  // Made before there are several who might each make one.
  if (settings.authSecret === null) await keptSecret(settings.dataDir);

  const living = new Set<Worker>();
  let stopping = false;
  undo.defer(async () => {
    stopping = true;
    for (const worker of living) worker.stop();
    await Promise.all([...living].map(({ exited }) => exited));
  });
  const spawn = (port: number): Worker => {
    const worker = spawnWorker({ settings: { ...settings, port }, connection });
    living.add(worker);
    void worker.exited.then(() => living.delete(worker));
    return worker;
  };
  const replaceWhenEnded = async (first: Worker, port: number): Promise<void> => {
    for (let worker = first; ; worker = spawn(port)) {
      const status = await worker.exited;
      if (stopping) return;
      log.warn({ status }, 'a worker has ended by itself and is replaced');
      await Bun.sleep(restartAfter);
      if (stopping) return;
    }
  };

  // Workers would join whoever listens there already; this says so instead.
  if (settings.port !== 0) await listenOrSay(settings, false).stop();
  // The first takes the port, which may be any free one; the others join it there.
  const first = spawn(settings.port);
  const { port, url } = await first.ready;
  const others = Array.from({ length: settings.workers - 1 }, () => spawn(port));
  await Promise.all(others.map(({ ready }) => ready));
  for (const worker of [first, ...others]) void replaceWhenEnded(worker, port);

  const atEnd = undo.move();
  let stopped: Promise<void> | undefined;
  return {
    url,
    port,
    failed,
    stop: () => {
      stopped ??= atEnd.disposeAsync();
      return stopped;
    },
  };
}

function spawnWorker(assignment: Assignment): Worker {
  const { promise: ready, resolve, reject } = Promise.withResolvers<Ready>();
  const child = Bun.spawn([process.execPath, program], {
    stdio: ['ignore', 'inherit', 'inherit'],
    serialization: 'json',
    ipc: (message: Ready) => resolve(message),
  });
  child.send(assignment);
  void child.exited.then((status) => reject(new Error(`a worker ended with status ${status} before it served`)));
  // Who replaces a worker waits for its end alone.
  ready.catch(() => {});
  return { ready, exited: child.exited, stop: () => child.kill('SIGTERM') };
}
