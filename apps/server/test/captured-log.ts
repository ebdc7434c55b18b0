import pino from 'pino';
import { describeError, type Log } from '../src/log';

/** A log like the server's own (see log.ts), kept in memory, one JSON object a line. */
export function captureLog(): { log: Log; lines: string[] } {
  const lines: string[] = [];
  const serializers = { cause: describeError, error: describeError };
  const log = pino(
    { level: 'debug', base: undefined, serializers },
    { write: (line: string) => void lines.push(line) },
  );
  return { log, lines };
}
