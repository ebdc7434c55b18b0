import type { PopulatedSite } from '../e2e/populated-site';

/** One line of the report: what was measured, and what it is held to. */
export interface Finding {
  name: string;
  /** As in `0.6 s (0.5 to 0.9)`. */
  figure: string;
  /** As in `≤ 1`. */
  bound: string;
  /** Null where nothing is promised: it is there for comparison. */
  holds: boolean | null;
  /** What stands in the way, a line each. */
  details?: readonly string[];
}

/** A part of `bun run measure` that can be asked for by its name. */
export interface Measure {
  name: string;
  run(site: PopulatedSite): AsyncIterable<Finding>;
}

export function print({ name, figure, bound, holds, details = [] }: Finding): void {
  const verdict = holds === null ? 'beside' : holds ? 'holds ' : 'MISSED';
  console.log(`${verdict}  ${name}: ${figure} (${bound})`);
  for (const detail of details) console.log(`          ${detail}`);
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = sorted[Math.floor(sorted.length / 2)];
  if (middle === undefined) throw new Error('Nothing was measured.');
  return middle;
}

/** As in `99 (97 to 100)`: the median of an odd number of runs, then the least and the greatest. */
export function spreadOf(values: readonly number[], unit = ''): string {
  const [least, middle, most] = [Math.min(...values), median(values), Math.max(...values)].map(Math.round);
  return least === most ? `${middle}${unit}` : `${middle}${unit} (${least} to ${most})`;
}
