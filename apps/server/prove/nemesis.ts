import type { Random } from '../src/drawing/random';
import type { Fault } from './history';
import { createMisdeeds, type Misdeed, type Targets } from './misdeeds';
import { sleepUnless } from './sleep-unless';

/** Of a quiet time between two faults of a row, in milliseconds. */
const pause = [1000, 3000] as const;

/**
 * Breaks things until stopped, and leaves nothing broken. Of each row of faults every one has its turn before one comes
 * again; the rows go on side by side.
 */
export async function torment(
  targets: Targets,
  random: Random,
  stopping: AbortSignal,
  record: (fault: Fault) => void,
): Promise<void> {
  const rest = (ms: number) => sleepUnless(stopping, ms);
  const row = async (deck: (() => Misdeed)[]) => {
    for (let turn = shuffled(deck, random); ; turn = shuffled(deck, random)) {
      for (const deal of turn) {
        await rest(random.between(...pause));
        if (stopping.aborted) return;
        const { what, run } = deal();
        const fault: Fault = { what, begin: performance.now(), end: Number.POSITIVE_INFINITY };
        record(fault);
        await run();
        fault.end = performance.now();
      }
    }
  };
  await Promise.all(createMisdeeds(targets, random, rest).map(row));
}

function shuffled<T>(all: readonly T[], random: Random): T[] {
  return all
    .map((each) => ({ each, place: random.next() }))
    .sort((one, other) => one.place - other.place)
    .map(({ each }) => each);
}
