import { parseArgs } from 'node:util';
import type { Fault } from './fault';
import type { Pace } from './run-fault';

/** What was asked of `bun run faults`. */
export interface Options {
  wanted: readonly Fault[];
  pace: Pace;
  /** Whether to write the page of docs. */
  write: boolean;
  /** Of Visage. */
  logLevel: string;
}

export const usage = `bun run faults [name of a fault …] [--short] [--write] [--log-level LEVEL]

  --short             some of them, with less time before and after, in a minute
  --write             writes the table of docs/faults.md, the rows of the faults that happen now
  --log-level error   to hear Visage; silent unless said`;

const paces = { full: { before: 2500, calm: 2000 }, short: { before: 1000, calm: 1000 } } satisfies Record<
  string,
  Pace
>;

/** What was typed can't be understood, in words for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readOptions(args: string[], faults: readonly Fault[]): Options {
  const { values, positionals } = parse(args);
  const { short = false, write = false } = values;
  if (write && short) throw new UsageError('--write wants the whole time: leave out --short.');
  const unknown = positionals.filter((name) => !faults.some((fault) => fault.name === name));
  if (unknown.length > 0) {
    const names = faults.map(({ name }) => name).join(', ');
    throw new UsageError(`There is no fault named ${unknown.join(' or ')}. There are ${names}.`);
  }
  const isWanted = ({ name, short: isShort = false }: Fault) =>
    positionals.length > 0 ? positionals.includes(name) : isShort || !short;
  const pace = short ? paces.short : paces.full;
  return { wanted: faults.filter(isWanted), pace, write, logLevel: values['log-level'] ?? 'silent' };
}

function parse(args: string[]) {
  try {
    const flag = { type: 'boolean' } as const;
    const options = { short: flag, write: flag, 'log-level': { type: 'string' } } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
