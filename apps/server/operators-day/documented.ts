import { readFileSync } from 'node:fs';
import { join } from 'node:path';

export const root = join(import.meta.dir, '../../..');

export type Page = 'install' | 'operating';

/**
 * A command as a page says it: a line of a block of code, or a stretch of code within a sentence, without the comment behind it. What is
 * played is what operators copy.
 *
 * @throws Error when the page says no such thing
 */
export function documented(page: Page, command: string): string {
  if (commandsOf(textOf(page)).includes(command)) return command;
  throw new Error(`docs/${page}.md no longer says \`${command}\`.`);
}

/** Lines of the one block of code that begins with this line. */
export function documentedBlock(page: Page, firstLine: string): string[] {
  const blocks = blocksOf(textOf(page)).map((block) => block.split('\n'));
  const [found, ...more] = blocks.filter(([first]) => first === firstLine);
  if (!found || more.length > 0) throw new Error(`docs/${page}.md must have one block that begins with ${firstLine}`);
  return found;
}

function commandsOf(text: string): string[] {
  const lines = blocksOf(text).flatMap((block) => block.split('\n'));
  const stretches = [...text.matchAll(/`([^`\n]+)`/g)].map(([, code]) => code ?? '');
  return [...lines, ...stretches].map((line) => line.replace(/\s+# .*$/, '').trim());
}

/** Blocks between fences, without their last line feed. */
function blocksOf(text: string): string[] {
  return [...text.matchAll(/^ *```\w*\n(.*?)\n *```$/gms)].map(([, block]) => block ?? '');
}

function textOf(page: Page): string {
  return readFileSync(join(root, 'docs', `${page}.md`), 'utf8');
}

/** Puts what is here in the place of what an operator has; each must be there. */
export function filled(text: string, replacements: Record<string, string>): string {
  let result = text;
  for (const [from, to] of Object.entries(replacements)) {
    if (!result.includes(from)) throw new Error(`There is no ${from} in ${text}`);
    result = result.replaceAll(from, to);
  }
  return result;
}
