import type { Random } from '../src/drawing/random';
import type { FaultyLine, Which } from './faulty-line';
import type { MortalPostgres } from './mortal-postgres';

/** What can be broken. */
export interface Targets {
  /** The way to Postgres, and the pid, of each process. */
  processes: { line: FaultyLine; pid: number }[];
  postgres: MortalPostgres;
}

/** Breaks something and mends it again. */
export interface Misdeed {
  what: string;
  run(): Promise<void>;
}

/**
 * Ways to break things: each call chooses whom it hits and for how long. They are in rows whose faults may fall together.
 * @param rest sleeps, or not for as long when all is to be mended at once
 */
export function createMisdeeds(
  targets: Targets,
  random: Random,
  rest: (ms: number) => Promise<void>,
): (() => Misdeed)[][] {
  const someone = () => {
    const at = Math.floor(random.next() * targets.processes.length);
    const found = targets.processes[at];
    if (!found) throw new Error('there is nobody to torment');
    return { ...found, at };
  };

  const shut = (which: Which, low: number, high: number) => () => {
    const { line, at } = someone();
    const [time, isLost] = [random.between(low, high), random.chance(0.5)];
    const what = `process ${at}: ${which} black-holed for ${Math.round(time)} ms, then ${isLost ? 'cut' : 'let through'}`;
    const run = async () => {
      line.set(which, 'shut');
      await rest(time);
      if (isLost) line.cut(which);
      line.set(which, 'open');
    };
    return { what, run };
  };
  const cut = () => {
    const { line, at } = someone();
    const times = 1 + Math.floor(random.next() * 5);
    const run = async () => {
      for (let done = 0; done < times; done += 1) {
        line.cut('notices');
        await rest(random.between(20, 500));
      }
    };
    return { what: `process ${at}: notices cut ${times} times`, run };
  };
  const delay = () => {
    const { line, at } = someone();
    const late = Math.round(random.between(400, 3000));
    const run = async () => {
      line.set('notices', { delay: late });
      await rest(random.between(4000, 6000));
      line.set('notices', 'open');
    };
    return { what: `process ${at}: notices delayed by ${late} ms`, run };
  };
  /** What a read brings is then overtaken by the notice of a change that it has not seen. */
  const slow = () => {
    const { line, at } = someone();
    const late = Math.round(random.between(60, 400));
    const run = async () => {
      line.set('queries', { delay: late });
      await rest(random.between(3000, 5000));
      line.set('queries', 'open');
    };
    return { what: `process ${at}: what queries bring delayed by up to ${late * 2} ms`, run };
  };
  const killPostgres = () => {
    const time = random.between(200, 2500);
    const run = async () => {
      await targets.postgres.kill();
      await rest(time);
      await targets.postgres.revive();
    };
    return { what: `Postgres killed, back after ${Math.round(time)} ms`, run };
  };
  const stopProcess = () => {
    const { pid, at } = someone();
    const time = random.between(3000, 5000);
    const run = async () => {
      process.kill(pid, 'SIGSTOP');
      await rest(time);
      process.kill(pid, 'SIGCONT');
    };
    return { what: `process ${at}: stopped for ${Math.round(time)} ms`, run };
  };
  return [[cut, delay, shut('notices', 3000, 6000)], [killPostgres, stopProcess, shut('all', 3000, 5000)], [slow]];
}
