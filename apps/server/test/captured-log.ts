import { createLog, type Log } from '../src/log';

/** The server's own log, kept in memory, one JSON object a line. */
export function captureLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog('debug', { write: (line) => void lines.push(line) }), lines };
}
