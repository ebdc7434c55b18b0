import { readExport } from '../src/operator/export-file/read';

/** SHA-256 of the rows of an export with their bytes, without its first and last line, which say when it was made. */
export async function rowsOf(path: string): Promise<string> {
  const digest = new Bun.CryptoHasher('sha256');
  for await (const piece of readExport(path)) {
    if (!('row' in piece)) continue;
    digest.update(JSON.stringify([piece.row.table, piece.row.values]));
    if (piece.row.data) digest.update(piece.row.data);
  }
  return digest.digest('hex');
}
