import { readdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the committed ones are; the README there says how to make them anew. */
export const kept = join(import.meta.dir, 'screenshots');

export async function keptNames(): Promise<string[]> {
  return (await readdir(kept)).filter((name) => name.endsWith('.png'));
}

/** The browser that made them, as it names its version. */
export const madeWith = join(kept, 'made-with.txt');
