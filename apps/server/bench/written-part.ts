/**
 * Puts `text` between the two marks of a page: what lies there is written by a program, all else by people.
 * @param command that writes it, as named in the first mark
 */
export async function replaceWritten(path: string, command: string, text: string): Promise<void> {
  const [start, end] = [`<!-- written by ${command} -->`, '<!-- as far as here -->'];
  const file = Bun.file(path);
  const page = await file.text();
  const [before, after] = [page.indexOf(start), page.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${path} has lost its marks`);
  await file.write(`${page.slice(0, before)}${start}\n${text}\n${page.slice(after)}`);
}
