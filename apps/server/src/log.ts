import pino, { type Logger, type LoggerOptions, stdTimeFunctions } from 'pino';
import pretty from 'pino-pretty';
import type { LogLevel } from './env';

export type Log = Logger;

/** One JSON object a line on standard output; pretty on a terminal. */
export function createLog(level: LogLevel): Log {
  const options: LoggerOptions = {
    level,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (label) => ({ level: label }) },
    serializers: { cause: describeError, error: describeError },
  };
  return process.stdout.isTTY ? pino(options, pretty({ colorize: true, sync: true })) : pino(options);
}

/**
 * What a log may say of an error. drizzle's error for a failed query prints its parameters, and with them a picture's
 * bytes: only the statement's first words and the database's own code and message are kept.
 */
export function describeError(error: unknown): unknown {
  if (!(error instanceof Error)) return typeof error === 'string' ? error.slice(0, 500) : typeof error;
  const failed = error as Error & { query?: string; code?: string; cause?: unknown };
  const isQuery = typeof failed.query === 'string';
  return {
    name: failed.name,
    code: failed.code,
    message: isQuery ? 'a query failed' : failed.message.slice(0, 500),
    ...(isQuery && { query: failed.query?.slice(0, 80) }),
    ...(!isQuery && { stack: failed.stack?.split('\n').slice(1, 8).join('\n') }),
    ...(failed.cause !== undefined && { cause: describeError(failed.cause) }),
  };
}
