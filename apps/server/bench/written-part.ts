/**
 * Writes anew what lies between the two marks of a page: that is a program's, all else is people's.
 * @param command that writes it, as named in the first mark
 * @param rewrite is given what lies there now
 */
export async function replaceWritten(path: string, command: string, rewrite: (now: string) => string): Promise<void> {
  const [start, end] = [`<!-- written by ${command} -->`, '<!-- as far as here -->'];
  const file = Bun.file(path);
  const page = await file.text();
  const [before, after] = [page.indexOf(start), page.indexOf(end)];
  if (before < 0 || after < before) throw new Error(`${path} has lost its marks`);
  const text = rewrite(page.slice(before + start.length, after).trim());
  await file.write(`${page.slice(0, before)}${start}\n${text}\n${page.slice(after)}`);
}
