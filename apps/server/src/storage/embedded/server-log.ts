import { closeSync, existsSync, openSync, readSync, statSync, truncateSync } from 'node:fs';

const LARGEST = 4 * 1024 * 1024;
const TAIL = 4096;

/** PostgreSQL's log of one start: a file that earlier starts wrote to as well. */
export interface ServerLog {
  /** For the server's stderr; mode 0600. To be closed once the server has it. */
  open(): number;
  /** The last lines written since this object was made, at most 4 kB. */
  tail(): string;
}

/** Continues the log, or begins it anew when it has grown beyond 4 MB. */
export function continueLog(path: string): ServerLog {
  if (existsSync(path) && statSync(path).size > LARGEST) truncateSync(path);
  const start = existsSync(path) ? statSync(path).size : 0;
  return { open: () => openSync(path, 'a', 0o600), tail: () => read(path, start) };
}

function read(path: string, start: number): string {
  const file = openSync(path, 'r');
  try {
    const end = statSync(path).size;
    const from = Math.max(start, end - TAIL);
    const bytes = Buffer.alloc(Math.max(0, end - from));
    return bytes.toString('utf8', 0, readSync(file, bytes, 0, bytes.length, from)).trim();
  } finally {
    closeSync(file);
  }
}
