import { join } from 'node:path';
import { provideDatabase } from './database-provider';
import type { Settings } from './env';
import type { Counted } from './http/metrics';
import type { Log } from './log';
import { createQuestions } from './questions';
import { keptSecret } from './secret';
import { listenOrSay, type Running } from './start';
import type { Connection } from './storage/database';

/** What a worker is told, over the channel between the two processes. */
export type ToWorker =
  /** First of all. `settings` with the port to take; `worker` is its number, from 1 on, which its successor gets too. */
  | { kind: 'start'; settings: Settings; connection: Connection; worker: number }
  /** To say what it has counted. */
  | { kind: 'count'; id: number }
  | { kind: 'all counted'; id: number; all: Counted[] };

/** What it says. */
export type FromWorker =
  /** Once it serves. */
  | { kind: 'ready'; port: number; url: string }
  | { kind: 'counted'; id: number; counted: Counted }
  /** Somebody wants to know what all of them have counted. */
  | { kind: 'count all'; id: number };

type Ready = Extract<FromWorker, { kind: 'ready' }>;

interface Worker {
  /** Rejects when it ends before it serves. */
  ready: Promise<Ready>;
  exited: Promise<number>;
  /** Null when it doesn't say in time. */
  counted(): Promise<Counted | null>;
  stop(): void;
}

const program = join(import.meta.dir, 'worker.ts');
/** Between the end of a worker and its successor, in milliseconds, so that one which can't live doesn't spin. */
const restartAfter = 1000;
/** How long a worker may take to say what it has counted, in milliseconds. */
const countsWithin = 700;

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
  const countedByAll = async () =>
    (await Promise.all([...living].map((each) => each.counted()))).filter((counted) => counted !== null);
  const spawn = (port: number, number: number): Worker => {
    const worker = spawnWorker(
      { kind: 'start', settings: { ...settings, port }, connection, worker: number },
      countedByAll,
    );
    living.add(worker);
    void worker.exited.then(() => living.delete(worker));
    return worker;
  };
  const replaceWhenEnded = async (first: Worker, port: number, number: number): Promise<void> => {
    for (let worker = first; ; worker = spawn(port, number)) {
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
  const first = spawn(settings.port, 1);
  const { port, url } = await first.ready;
  const others = Array.from({ length: settings.workers - 1 }, (_, at) => spawn(port, at + 2));
  await Promise.all(others.map(({ ready }) => ready));
  for (const [at, worker] of [first, ...others].entries()) void replaceWhenEnded(worker, port, at + 1);

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

function spawnWorker(start: ToWorker, countedByAll: () => Promise<Counted[]>): Worker {
  const { promise: ready, resolve, reject } = Promise.withResolvers<Ready>();
  const child = Bun.spawn([process.execPath, program], {
    stdio: ['ignore', 'inherit', 'inherit'],
    serialization: 'json',
    ipc: (message: FromWorker) => {
      switch (message.kind) {
        case 'ready':
          return resolve(message);
        case 'counted':
          return counts.answered(message.id, message.counted);
        case 'count all':
          void countedByAll()
            .then((all) => tell({ kind: 'all counted', id: message.id, all }))
            // It has ended meanwhile, and nobody waits for the answer.
            .catch(() => {});
      }
    },
  });
  const tell = (message: ToWorker) => child.send(message);
  const counts = createQuestions<Counted>((id) => tell({ kind: 'count', id }), countsWithin);
  tell(start);
  void child.exited.then((status) => reject(new Error(`a worker ended with status ${status} before it served`)));
  // Who replaces a worker waits for its end alone.
  ready.catch(() => {});
  return { ready, exited: child.exited, counted: counts.ask, stop: () => child.kill('SIGTERM') };
}
