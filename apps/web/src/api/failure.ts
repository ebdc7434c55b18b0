import { type ErrorCode, isVisageError } from '@visage/client/visage-error';
import type { FailureKind } from './failure-kind';
import { words } from './words';

/** What went wrong, for people: `message` is shown as it stands. */
export interface Failure {
  kind: FailureKind;
  message: string;
  /** Seconds. */
  retryAfter?: number;
  /** Field name → what is wrong with it. */
  fields: Record<string, string>;
}

/** An answer of `/api/auth` that is not a success. */
export class AuthError extends Error {
  override readonly name = 'AuthError';

  constructor(
    readonly failure: Failure,
    /** better-auth's own code, like `INVALID_EMAIL_OR_PASSWORD`. */
    readonly code: string,
  ) {
    super(failure.message);
  }
}

/** Another person is signed in by now than the one whom the page shows: what they did here is not done as that other. */
export class SomeoneElse extends Error {
  override readonly name = 'SomeoneElse';
}

/** Brings any error into the closed set of failures. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AuthError) return error.failure;
  if (error instanceof SomeoneElse) return failure('someone_else');
  if (isAbort(error)) return failure('cancelled');
  if (!isVisageError(error)) return failure(error instanceof TypeError ? 'offline' : 'internal');
  const { code, reason, retryAfter, message, fields } = error;
  // Without a reason the words are those of something in between, and say nothing that people should read.
  return failure(reason ?? kindOfCode[code], { said: reason && message, retryAfter, fields });
}

interface Known {
  /** The server's own sentence. */
  said?: string;
  retryAfter?: number;
  fields?: Record<string, string>;
}

export function failure(kind: FailureKind, { said, retryAfter, fields = {} }: Known = {}): Failure {
  return { kind, retryAfter, fields, message: words.failures[kind]({ said, retryAfter }) };
}

/** For refusals that carry no reason. */
const kindOfCode: Record<ErrorCode, FailureKind> = {
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  BAD_REQUEST: 'invalid_input',
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_type',
  PAYLOAD_TOO_LARGE: 'too_many_bytes',
  CONFLICT: 'stale_revision',
  TOO_MANY_REQUESTS: 'rate_limited',
  BAD_GATEWAY: 'unavailable',
  SERVICE_UNAVAILABLE: 'unavailable',
  INTERNAL_SERVER_ERROR: 'internal',
  NETWORK: 'offline',
};

/** Seconds, where the answer names them. */
export function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
