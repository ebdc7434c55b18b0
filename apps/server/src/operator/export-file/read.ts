import type { PortableRow } from '../../storage/portable/tables';
import { createByteLines } from './byte-lines';
import { BadExportFile, type End, format, type Head, type RowLine } from './format';

/** What a file holds, in order: its head, its rows. */
export type Piece = { head: Head } | { row: PortableRow };

const cutShort = 'is cut short: its last line is missing. Copy it again, or export anew. Nothing was imported.';
const altered =
  'is damaged or was altered: its digest is not that of its content. Copy it again, or export anew. Nothing was imported.';

/**
 * Reads a file piece by piece. The digest is checked after the last: whoever acts on pieces reads the file through once before.
 * `progress` is told the bytes read so far. Throws `BadExportFile`.
 */
export async function* readExport(path: string, progress: (bytes: number) => void = () => {}): AsyncGenerator<Piece> {
  const lines = createByteLines(Bun.file(path).stream());
  const bad = (what: string) => new BadExportFile(`${path} ${what}`);
  const digest = new Bun.CryptoHasher('sha256');
  const first = await lines.line();
  const head = parsed(first) as Head | null;
  if (!first || head?.visage !== 'export') throw bad('is no export of Visage.');
  if (head.format !== format) {
    throw bad(
      `has format ${head.format}, and this Visage reads format ${format}: import it with the Visage that made it, or a newer one.`,
    );
  }
  digest.update(first);
  yield { head };
  for (let rows = 0; ; rows += 1) {
    const line = await lines.line();
    if (!line?.endsWith('\n')) throw bad(cutShort);
    const what = parsed(line) as RowLine | End | null;
    if (what === null) throw bad(altered);
    if (!Array.isArray(what)) {
      if (what.sha256 !== digest.digest('hex') || what.rows !== rows || (await lines.line()) !== null)
        throw bad(altered);
      return;
    }
    digest.update(line);
    const [table, values, size] = what;
    if (size === undefined) {
      yield { row: { table, values } };
    } else {
      const bytes = await lines.bytes(size + 1);
      if (!bytes) throw bad(cutShort);
      digest.update(bytes);
      yield { row: { table, values, data: bytes.subarray(0, size) } };
    }
    progress(lines.position());
  }
}

/** Reads a file through, so that nothing of a bad one is acted on. Answers its head. Throws `BadExportFile`. */
export async function checkExport(path: string, progress?: (bytes: number) => void): Promise<Head> {
  let head: Head | undefined;
  for await (const piece of readExport(path, progress)) {
    if ('head' in piece) head = piece.head;
  }
  if (!head) throw new BadExportFile(`${path} is no export of Visage.`);
  return head;
}

function parsed(line: string | null): unknown {
  try {
    return JSON.parse(line ?? '');
  } catch {
    return null;
  }
}
