/** One line of the table: what was measured, its reference in the same run, and the promise. */
export interface Row {
  name: string;
  reference: string;
  /** Ours over the reference's. */
  ratio: number;
  /** What SPEC section 8 promises of the ratio. */
  promise: { atMost: number } | { atLeast: number };
  /** The figures behind it, for people. */
  figures: string;
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((one, other) => one - other);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 ? (sorted[middle] ?? 0) : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
}

/**
 * Runs two things in turn, A B A B …, and answers the median of each and of the ratios A/B pair by pair: a machine whose
 * speed drifts slows both. `measure` answers what it measured.
 */
export async function inTurn(
  pairs: number,
  ours: () => Promise<number>,
  reference: () => Promise<number>,
): Promise<{ ratio: number; ours: number; reference: number }> {
  const taken: [number, number][] = [];
  for (let pair = 0; pair < pairs; pair += 1) taken.push([await ours(), await reference()]);
  return {
    ratio: median(taken.map(([one, other]) => one / other)),
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

export function print(rows: readonly Row[]): void {
  for (const { name, reference, ratio, promise, figures } of rows) {
    const [sign, bound] = 'atMost' in promise ? ['≤', promise.atMost] : ['≥', promise.atLeast];
    const holds = 'atMost' in promise ? ratio <= promise.atMost : ratio >= promise.atLeast;
    console.log(
      `${holds ? 'holds ' : 'MISSED'}  ${name}: ${ratio.toFixed(2)} × ${reference} (${sign} ${bound}); ${figures}`,
    );
  }
}

/** wrk's own summary of one run against `url`: requests a second, and the 99th percentile in milliseconds. */
export async function wrk(url: string, seconds: number, headers: Record<string, string> = {}) {
  const program = Bun.which('wrk');
  if (!program) throw new Error('The benchmarks need wrk: apt-get install wrk');
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const run = Bun.spawn([program, '-t1', '-c32', `-d${seconds}s`, '--latency', ...named, url], { stdout: 'pipe' });
  const output = await run.stdout.text();
  const unit = { us: 0.001, ms: 1, s: 1000 } as const;
  const [, value, in_] = /99%\s+([\d.]+)(us|ms|s)/.exec(output) ?? [];
  const errors = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(output);
  if (errors) throw new Error(`wrk met errors at ${url}: ${errors[0]}`);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1] ?? Number.NaN),
    p99: Number(value) * unit[(in_ ?? 'ms') as keyof typeof unit],
  };
}
