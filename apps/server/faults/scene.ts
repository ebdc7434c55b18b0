import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { childrenOf } from '../prove/children-of';
import { createFaultyLine, type FaultyLine } from '../prove/faulty-line';
import { type MortalPostgres, startMortalPostgres } from '../prove/mortal-postgres';
import type { Address } from '../prove/sending';
import { startVisageProcess } from '../prove/visage-process';
import { readMetrics } from '../test/metrics';
import { type Clock, createClock } from './clock';
import { createDisk, type Disk } from './disk';
import type { Outcome } from './outcome';

/** What of a scene is as a fault needs it. */
export interface Setting {
  /** Further settings of Visage. */
  visage?: Record<string, string>;
  /** Further settings of Postgres. */
  postgres?: Record<string, string>;
  /** Megabytes of a disk of its own for Postgres. */
  disk?: number;
  /** Whether Visage gets a clock that can be set. */
  clock?: boolean;
}

/** What a fault happens to: a Visage of two processes that share a port, its Postgres, and the line between. */
export interface Scene extends AsyncDisposable {
  postgres: MortalPostgres;
  line: FaultyLine;
  visage: Address & { pid: number; ended: Promise<string> };
  /** The pids of Visage's processes that answer. */
  workers(): number[];
  /** Waits until there are other ones in the place of these, and all answer. */
  replaced(pids: readonly number[]): Promise<void>;
  /** When processes of Visage have ended, in monotonic milliseconds. */
  deaths: number[];
  /** Where a fault that asks for something itself writes down what came of it. */
  outcomes: Outcome[];
  /** Only where the fault asks for one. */
  clock: Clock | null;
  disk: Disk | null;
}

export const workerCount = 2;
/** How long a process that ended may take to be replaced, in milliseconds. */
const replacedWithin = 20_000;

export async function startScene(setting: Setting, logLevel: string): Promise<Scene> {
  await using undo = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'visage-faults-'));
  undo.defer(() => rmSync(directory, { recursive: true, force: true }));
  const disk = setting.disk === undefined ? null : undo.use(createDisk(join(directory, 'disk'), setting.disk));
  const clock = setting.clock ? createClock(directory) : null;
  const postgres = undo.use(
    await startMortalPostgres({ parent: disk?.directory ?? directory, settings: setting.postgres ?? {} }),
  );
  const line = undo.use(await createFaultyLine(postgres.socket));
  const visage = undo.use(
    await startVisageProcess(
      {
        DATABASE_URL: postgres.urlAt(line.port),
        DATA_DIR: directory,
        AUTH_SECRET: 'a secret for the faults, the same for everyone',
        LOG_LEVEL: logLevel,
        TRUSTED_PROXY: '127.0.0.1',
        WORKERS: String(workerCount),
        // So little that most of what is asked for once is cold when it is asked for again.
        CACHE_BYTES: '2000000',
        ...clock?.environment,
        ...setting.visage,
      },
      clock?.preload,
    ),
  );
  const workers = () => childrenOf(visage.pid);
  const deaths: number[] = [];
  let living = workers();
  const watching = setInterval(() => {
    const now = workers();
    deaths.push(...living.filter((pid) => !now.includes(pid)).map(() => performance.now()));
    living = now;
  }, 20);
  undo.defer(() => clearInterval(watching));
  const atEnd = undo.move();
  return {
    ...{ postgres, line, visage, workers, deaths, clock, disk },
    outcomes: [],
    async replaced(pids) {
      const giveUp = performance.now() + replacedWithin;
      const areThere = async () => {
        const now = workers();
        const areOthers = now.length === workerCount && !now.some((pid) => pids.includes(pid));
        return areOthers && (await countAnswering(visage.base)) === workerCount;
      };
      while (!(await areThere())) {
        if (performance.now() > giveUp) throw new Error(`${pids} were not replaced within ${replacedWithin / 1000} s`);
        await Bun.sleep(50);
      }
    },
    [Symbol.asyncDispose]: () => atEnd.disposeAsync(),
  };
}

/** How many processes say what they have counted, which they do once they answer. */
async function countAnswering(base: string): Promise<number> {
  try {
    const names = [...(await readMetrics(base)).keys()];
    return names.filter((name) => name.startsWith('visage_cache_trusted')).length;
  } catch {
    // Nobody could be asked.
    return 0;
  }
}
