import { parseArgs } from 'node:util';
import type { Effort } from './stage';

/** What was asked of `bun run bench`. */
export interface Options {
  /** Parts of names, in lower case; a row is measured if it has one of them. None: every row. */
  wanted: string[];
  effort: Effort;
  quick: boolean;
  /** Whether to write the page of docs. */
  write: boolean;
}

export const usage = `bun run bench [part of a row's name …] [--quick] [--write] [--pictures N]

  --quick       short runs, for work on the benchmarks themselves; its figures mean little
  --write       writes the table and the chart of docs/performance.md; every row is measured then
  --pictures N  in the large table, instead of 1,000,000`;

/** What was typed can't be understood, in words for whoever typed it. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/** @throws UsageError */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args);
  const { quick = false, write = false } = values;
  if (write && positionals.length > 0) throw new UsageError('--write wants every row: name none.');
  const effort: Effort = quick
    ? { pairs: 2, seconds: 1, manyPictures: 20_000 }
    : { pairs: 30, seconds: 1, manyPictures: 1_000_000 };
  if (values.pictures !== undefined) effort.manyPictures = Number(values.pictures);
  if (!Number.isSafeInteger(effort.manyPictures) || effort.manyPictures < 1000)
    throw new UsageError('--pictures is a whole number from 1000.');
  return { wanted: positionals.map((part) => part.toLowerCase()), effort, quick, write };
}

function parse(args: string[]) {
  try {
    const options = { quick: { type: 'boolean' }, write: { type: 'boolean' }, pictures: { type: 'string' } } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
