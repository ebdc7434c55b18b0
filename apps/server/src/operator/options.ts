import { parseArgs } from 'node:util';
import { CommandError } from './command';

/** The options of a command: those of `flag` are there or not, those of `text` take a value. */
export interface Options {
  flags?: readonly string[];
  texts?: readonly string[];
}

export interface Words {
  /** What was given without a name, in order. */
  rest: string[];
  has(flag: string): boolean;
  /** Undefined where it isn't given. */
  text(name: string): string | undefined;
}

/** Reads the words after a command. Throws `CommandError` for an option it doesn't know, or too many words. */
export function readWords(command: string, words: string[], { flags = [], texts = [] }: Options, most: number): Words {
  const help = `\`bun visage ${command} --help\` says what there is.`;
  const options: Record<string, { type: 'boolean' | 'string' }> = {};
  for (const each of flags) options[each] = { type: 'boolean' };
  for (const each of texts) options[each] = { type: 'string' };
  try {
    const { values, positionals } = parseArgs({ args: words, options, allowPositionals: true, strict: true });
    const found: Record<string, unknown> = values;
    if (positionals.length > most) throw new CommandError(`There is a word too many: ${positionals[most]}. ${help}`);
    return {
      rest: positionals,
      has: (flag) => found[flag] === true,
      text: (name) => {
        const value = found[name];
        return typeof value === 'string' ? value : undefined;
      },
    };
  } catch (error) {
    if (error instanceof CommandError || !(error instanceof TypeError)) throw error;
    throw new CommandError(`${error.message.split(/\. |\.$|\n/)[0]}. ${help}`);
  }
}
