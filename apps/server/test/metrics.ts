/** Samples of the text format of Prometheus (0.0.4), as `name{label="value",…}` → value. */
export type Samples = Map<string, number>;

export async function readMetrics(url: string, headers: Record<string, string> = {}): Promise<Samples> {
  const answered = await fetch(`${url}/metrics`, { headers });
  if (!answered.ok) throw new Error(`/metrics answered ${answered.status}`);
  return samplesOf(await answered.text());
}

/** Throws for a line that the format doesn't have. */
export function samplesOf(text: string): Samples {
  const samples: Samples = new Map();
  for (const line of text.split('\n')) {
    if (line === '' || /^# (HELP|TYPE) \w+ ./.test(line)) continue;
    const [, name, value] = /^([a-z_]+(?:\{(?:\w+="[^"\\]*",?)+\})?) (-?[\d.e+-]+|\+Inf|NaN)$/.exec(line) ?? [];
    if (name === undefined) throw new Error(`not a line of the format: ${line}`);
    samples.set(name, Number(value));
  }
  return samples;
}
