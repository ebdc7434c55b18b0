import { join } from 'node:path';
import { interrupted } from './interruption';

const script = join(import.meta.dir, 'cycle.lua');

/** One thread, 32 connections, as SPEC section 8 has it. */
async function runWrk(seconds: number, options: string[], url: string, args: string[] = []): Promise<string> {
  interrupted.throwIfAborted();
  const program = Bun.which('wrk');
  if (!program) throw new Error('The benchmarks need wrk: apt-get install wrk');
  const run = Bun.spawn([program, '-t1', '-c32', `-d${seconds}s`, ...options, url, ...args], {
    stdout: 'pipe',
    signal: interrupted,
  });
  const output = await run.stdout.text();
  interrupted.throwIfAborted();
  return output;
}

/** wrk's own summary of one run against `url`: requests a second, and the 99th percentile in milliseconds. */
export async function wrk(url: string, seconds: number, headers: Record<string, string> = {}) {
  const named = Object.entries(headers).flatMap(([name, value]) => ['-H', `${name}: ${value}`]);
  const output = await runWrk(seconds, ['--latency', ...named], url);
  const unit = { us: 0.001, ms: 1, s: 1000 } as const;
  const [, value, in_] = /99%\s+([\d.]+)(us|ms|s)/.exec(output) ?? [];
  const errors = /Non-2xx or 3xx responses: (\d+)|Socket errors: (.*)/.exec(output);
  if (errors) throw new Error(`wrk met errors at ${url}: ${errors[0]}`);
  return {
    perSecond: Number(/Requests\/sec:\s+([\d.]+)/.exec(output)?.[1] ?? Number.NaN),
    p99: Number(value) * unit[(in_ ?? 'ms') as keyof typeof unit],
  };
}

/** Something to be asked: a server, and the file that lists what of it (cycle.lua). */
export interface Load {
  url: string;
  list: string;
}

/** What a run of wrk over a whole list came to. */
export interface Run {
  perSecond: number;
  /** With its headers. */
  bytesPerAnswer: number;
}

/** Asks for everything on the list in turn, for so long. An answer that is an error, or none, fails the run. */
export async function wrkList({ url, list }: Load, seconds: number): Promise<Run> {
  const output = await runWrk(seconds, ['-s', script], url, ['--', list]);
  const result = /^result (.*)$/m.exec(output)?.[1];
  if (result === undefined) throw new Error(`wrk said nothing of ${url}: ${output}`);
  const { requests, bytes, duration, refused, broken } = JSON.parse(result) as Record<string, number> & WrkResult;
  if (refused + broken > 0) throw new Error(`wrk met errors at ${url}: ${refused} refused, ${broken} broken`);
  return { perSecond: requests / (duration / 1_000_000), bytesPerAnswer: bytes / requests };
}

interface WrkResult {
  requests: number;
  bytes: number;
  /** In microseconds. */
  duration: number;
  /** Answers of status 400 and above. */
  refused: number;
  /** Connections that broke. */
  broken: number;
}

/** What to ask for, written down in `directory`: paths, each with a header of its own where there is one. */
export async function writeList(
  url: string,
  requests: readonly (readonly [path: string, header?: string, value?: string])[],
  directory: string,
): Promise<Load> {
  const list = join(directory, 'list');
  await Bun.write(list, requests.map((request) => request.join('\t')).join('\n'));
  return { url, list };
}

export function writePaths(url: string, paths: readonly string[], directory: string): Promise<Load> {
  return writeList(
    url,
    paths.map((path) => [path]),
    directory,
  );
}
