import type { PortableColumns } from '../../storage/portable/tables';

/**
 * The file that `bun visage export` writes (docs/operating.md, "The file"). Lines of JSON: this head, a line a row, this end. After the line
 * of a picture come its bytes as they are, and a line feed.
 */
export const format = 1;

export interface Head {
  visage: 'export';
  format: number;
  /** ISO 8601. */
  exportedAt: string;
  people: number;
  bytes: number;
  columns: PortableColumns;
}

/** `[table, values]`, and of a picture `[table, values, how many bytes follow]`. */
export type RowLine = [table: string, values: (string | null)[], bytes?: number];

export interface End {
  end: true;
  rows: number;
  /** Of everything before this line, in hex. */
  sha256: string;
}

/** A file that is none of ours, cut short, or altered. */
export class BadExportFile extends Error {
  override readonly name = 'BadExportFile';
}
