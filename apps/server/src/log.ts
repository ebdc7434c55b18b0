import pino, { type Logger, type LoggerOptions, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from './env';
import { currentRequestId } from './http/request-id';

export type Log = Logger;

/** Takes lines of the log. */
export interface Sink {
  write(line: string): void;
}

/** One JSON object a line on standard output, or into `sink`; pretty on a terminal. */
export function createLog(level: LogLevel, sink: Sink = standardOutput()): Log {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    mixin: requestOf,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { cause: describeError, error: describeError },
  };
  return pino(options, sink);
}

/** Every line that is logged while a request is answered names it. */
function requestOf(): object {
  const request = currentRequestId();
  return request === undefined ? {} : { request };
}

/** When whoever reads the log goes away (a closed pipe), lines are lost, and no request with them. */
function standardOutput(): Sink {
  if (process.stdout.isTTY) return pretty({ colorize: true, sync: true });
  process.stdout.on('error', () => {});
  return {
    write(line) {
      try {
        process.stdout.write(line);
      } catch {
        // As above.
      }
    },
  };
}

/**
 * What a log may say of an error: its kind, its code, and where it was thrown. No stack and no SQL, whose parameters would be
 * addresses and the bytes of pictures: drizzle's error for a failed query prints them all, postgres.js keeps them as fields.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error.slice(0, 500) : typeof error;
  const failed = error as Error & { query?: unknown; code?: unknown };
  return {
    name: failed.name,
    code: failed.code,
    message: typeof failed.query === 'string' ? 'a query failed' : withoutQuery(failed.message),
    at: /apps\/server\/src\/([^)\s]+)/.exec(failed.stack ?? '')?.[1],
    ...(failed.cause !== undefined && { cause: describeError(failed.cause) }),
  };
}

/** A message for the log, cut short; one that repeats a failed query says only that. */
export function withoutQuery(message: string): string {
  return /failed query/i.test(message) ? 'a query failed' : message.slice(0, 500);
}
