import { join } from 'node:path';

const docs = join(import.meta.dir, '../../../docs');

/** A page of which a command writes the part between two marks, and people all else. */
export interface MarkedPage {
  /** Its path. */
  file: string;
  marks: readonly [start: string, end: string];
}

/** The page `docs/<name>`, of which `command` writes its part. */
export const markedPage = (name: string, command: string): MarkedPage => ({
  file: join(docs, name),
  marks: [`<!-- written by ${command} -->`, '<!-- as far as here -->'],
});

/** @param rewrite is given what lies there now, where that matters */
export async function writeBetween(
  { file, marks: [start, end] }: MarkedPage,
  rewrite: string | ((now: string) => string),
): Promise<void> {
  const page = await Bun.file(file).text();
  const [before, after] = [page.indexOf(start), page.indexOf(end, page.indexOf(start))];
  if (before < 0 || after < before) throw new Error(`${file} has lost its marks`);
  const text = typeof rewrite === 'string' ? rewrite : rewrite(page.slice(before + start.length, after).trim());
  await Bun.write(file, `${page.slice(0, before)}${start}\n${text}\n${page.slice(after)}`);
}

/** Of Markdown. The first row is the head. */
export function tableOf(rows: readonly (readonly string[])[]): string {
  const [head = [], ...rest] = rows;
  return [head, head.map(() => '---'), ...rest].map(rowOf).join('\n');
}

export function rowOf(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}
