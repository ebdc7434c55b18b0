import { TRPCClientError } from '@trpc/client';
import type { FailureKind } from './failure-kind';
import { readRefusal } from './refusal-body';
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

/** Brings any error into the closed set of failures. */
export function failureOf(error: unknown): Failure {
  if (error instanceof AuthError) return error.failure;
  if (isAbort(error)) return failure('cancelled');
  if (!(error instanceof TRPCClientError)) return failure(error instanceof TypeError ? 'offline' : 'internal');
  if (isAbort(error.cause)) return failure('cancelled');
  const { code, reason, retryAfter, fields } = readRefusal(error.data);
  if (code === undefined) return withoutData(error);
  return failure(reason ?? kindOfCode[code] ?? 'internal', { said: error.message, retryAfter, fields });
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
const kindOfCode: Record<string, FailureKind> = {
  UNAUTHORIZED: 'unauthenticated',
  FORBIDDEN: 'forbidden',
  NOT_FOUND: 'not_found',
  BAD_REQUEST: 'invalid_input',
  PARSE_ERROR: 'invalid_input',
  PAYLOAD_TOO_LARGE: 'too_many_bytes',
  TOO_MANY_REQUESTS: 'rate_limited',
  SERVICE_UNAVAILABLE: 'unavailable',
};

/** The answer was none of the API's: the network, or something between the page and the server. */
function withoutData(error: TRPCClientError<never>): Failure {
  const response = error.meta?.response;
  if (!(response instanceof Response)) return failure('offline');
  const retryAfter = retryAfterOf(response);
  if (response.status === 413) return failure('too_many_bytes');
  if (response.status === 429) return failure('rate_limited', { retryAfter });
  return failure(response.status >= 502 && response.status <= 504 ? 'unavailable' : 'internal', { retryAfter });
}

/** Seconds, where the answer names them. */
export function retryAfterOf(response: Response): number | undefined {
  const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) ? seconds : undefined;
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}
