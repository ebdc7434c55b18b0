import { renameSync, writeFileSync } from 'node:fs';

/**
 * Writes a file only its owner may read, whole or not at all: no reader meets half of it, nor does a start after a
 * power cut.
 */
export function writePrivateFile(path: string, text: string): void {
  const unfinished = `${path}.unfinished`;
  writeFileSync(unfinished, text, { mode: 0o600, flush: true });
  renameSync(unfinished, path);
}
