import type { PortableRow } from '../../storage/portable/tables';
import { type End, format, type Head } from './format';

/** Where an export goes, in order; resolves when there is room for more. */
export type Write = (bytes: Uint8Array) => Promise<void>;

export interface ExportWriter {
  head(about: Pick<Head, 'columns' | 'people' | 'bytes'>): Promise<void>;
  row(row: PortableRow): Promise<void>;
  /** The last line, without which the file counts as cut short. */
  end(): Promise<void>;
}

/** Gathered before they are written, in bytes. */
const gathered = 1024 * 1024;

export function createExportWriter(write: Write, now: () => Date): ExportWriter {
  const digest = new Bun.CryptoHasher('sha256');
  const encoder = new TextEncoder();
  let parts: Uint8Array[] = [];
  let size = 0;
  let rows = 0;

  async function flush() {
    const bytes = Buffer.concat(parts);
    parts = [];
    size = 0;
    await write(bytes);
  }
  async function put(bytes: Uint8Array) {
    digest.update(bytes);
    parts.push(bytes);
    size += bytes.byteLength;
    if (size >= gathered) await flush();
  }
  const line = (what: unknown) => encoder.encode(`${JSON.stringify(what)}\n`);

  return {
    head: (about) => put(line({ visage: 'export', format, exportedAt: now().toISOString(), ...about } satisfies Head)),
    async row({ table, values, data }) {
      rows += 1;
      await put(line(data ? [table, values, data.byteLength] : [table, values]));
      if (data) {
        await put(data);
        await put(encoder.encode('\n'));
      }
    },
    async end() {
      await flush();
      await write(line({ end: true, rows, sha256: digest.digest('hex') } satisfies End));
    },
  };
}
