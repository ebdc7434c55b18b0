import { untilInterrupted } from './interruption';

/** What SPEC section 8 promises of one case. */
export interface Claim {
  name: string;
  /** What it is held against, in the same run. */
  reference: string;
  /** Of the ratio, ours over the reference's. */
  promise: { atMost: number } | { atLeast: number };
}

/** One line of the table: what was measured, its reference in the same run, and the promise. */
export interface Row extends Claim {
  /** Ours over the reference's. */
  ratio: number;
  /** The least and the greatest ratio of all pairs. */
  spread?: { least: number; most: number };
  /** The figures behind it, for people. */
  figures: string;
  /** For the chart. */
  perSecond?: { ours: number; reference: number };
}

/** A row that could not be measured here, and the Debian packages that would mend that. */
export interface Unmeasured extends Claim {
  missing: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * Runs two things in turn, A B B A A B …, and answers the median of each and of the ratios A/B pair by pair: a machine whose
 * speed drifts slows both, and neither always comes after the other, which on its own is worth some hundredths.
 */
export async function inTurn(
  pairs: number,
  ours: (pair: number) => Promise<number>,
  reference: (pair: number) => Promise<number>,
): Promise<{ ratio: number; spread: { least: number; most: number }; ours: number; reference: number }> {
  const taken: [number, number][] = [];
  for (let pair = 0; pair < pairs; pair += 1) {
    const taking: [number, number] = [0, 0];
    for (const side of pair % 2 === 0 ? ([0, 1] as const) : ([1, 0] as const)) {
      taking[side] = await untilInterrupted((side === 0 ? ours : reference)(pair));
    }
    taken.push(taking);
  }
  const ratios = taken.map(([one, other]) => one / other);
  return {
    ratio: median(ratios),
    spread: { least: Math.min(...ratios), most: Math.max(...ratios) },
    ours: median(taken.map(([one]) => one)),
    reference: median(taken.map(([, other]) => other)),
  };
}

/** Milliseconds that `run` takes. */
export async function milliseconds(run: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await run();
  return performance.now() - start;
}

export function holds({ ratio, promise }: Row): boolean {
  return 'atMost' in promise ? ratio <= promise.atMost : ratio >= promise.atLeast;
}

/** As in `≥ 0.9`. */
export function bound({ promise }: Claim): string {
  return 'atMost' in promise ? `≤ ${promise.atMost}` : `≥ ${promise.atLeast}`;
}

/** As in `0.93 (0.91 to 0.97)`; large ones are for the story, not for the digits. */
export function ratioOf({ ratio, spread }: Row): string {
  const text = (value: number) => value.toFixed(value < 10 ? 2 : 0);
  return spread ? `${text(ratio)} (${text(spread.least)} to ${text(spread.most)})` : text(ratio);
}

export function print(row: Row | Unmeasured): void {
  if ('missing' in row) {
    console.log(`NOT MEASURED  ${row.name}, ${row.reference} (${bound(row)}): apt-get install ${row.missing}`);
    return;
  }
  const { name, reference, figures } = row;
  console.log(
    `${holds(row) ? 'holds ' : 'MISSED'}  ${name}: ${ratioOf(row)} × ${reference} (${bound(row)}); ${figures}`,
  );
}
