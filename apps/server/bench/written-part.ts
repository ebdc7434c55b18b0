import { join } from 'node:path';

const docs = join(import.meta.dir, '../../../docs');
const end = '<!-- as far as here -->';

/** Writes the part of a page between the mark of this command and the end mark; all else is written by people. */
export async function writePart(name: string, command: string, part: string): Promise<void> {
  const start = `<!-- written by ${command} -->`;
  const file = Bun.file(join(docs, name));
  const page = await file.text();
  const [before, after] = [page.indexOf(start), page.indexOf(end, page.indexOf(start))];
  if (before < 0 || after < before) throw new Error(`docs/${name} has lost its marks`);
  await file.write(`${page.slice(0, before)}${start}\n${part}\n${page.slice(after)}`);
}
