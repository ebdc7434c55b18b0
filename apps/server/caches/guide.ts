import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const guide = join(import.meta.dir, '../../../docs/caching.md');

/** The one block of code in this language in the CDN guide: what operators copy is what the tests run. */
export function snippet(language: 'nginx' | 'vcl'): string {
  const blocks = [...readFileSync(guide, 'utf8').matchAll(/^```(\w+)\n(.*?)^```$/gms)];
  const [found, ...more] = blocks.filter(([, name]) => name === language);
  if (!found?.[2] || more.length > 0) throw new Error(`${guide} must hold one block of ${language}.`);
  return found[2];
}

/** Puts a test's addresses and directories in place of an operator's; each must be there. */
export function fill(text: string, replacements: Record<string, string>): string {
  let filled = text;
  for (const [from, to] of Object.entries(replacements)) {
    if (!filled.includes(from)) throw new Error(`${guide} no longer says ${from}`);
    filled = filled.replaceAll(from, to);
  }
  return filled;
}
