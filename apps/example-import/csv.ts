/** The rows of a CSV file (RFC 4180) by the names in its first line. */
export function readCsv(text: string): Record<string, string>[] {
  const [names = [], ...rows] = fieldsIn(text);
  return rows.map((row) => Object.fromEntries(names.map((name, index) => [name.trim(), row[index]?.trim() ?? ''])));
}

function fieldsIn(text: string): string[][] {
  const rows: string[][] = [[]];
  // A field, quoted or not, and what ends it.
  for (const [, quoted, plain = '', end] of text.trim().matchAll(/(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/g)) {
    rows.at(-1)?.push(quoted?.replaceAll('""', '"') ?? plain);
    if (end === '') break;
    if (end !== ',') rows.push([]);
  }
  return rows;
}
