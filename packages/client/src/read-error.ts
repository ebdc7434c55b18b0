import { TRPCClientError } from '@trpc/client';
import { ForeignAnswer } from './foreign-answer';
import { createVisageError, type ErrorCode, type VisageError } from './visage-error';

/** By tRPC's word for it, of the API's own answers. */
const own: Partial<Record<string, ErrorCode>> = {
  BAD_REQUEST: 'BAD_REQUEST',
  PARSE_ERROR: 'BAD_REQUEST',
  UNAUTHORIZED: 'UNAUTHORIZED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  METHOD_NOT_SUPPORTED: 'BAD_REQUEST',
  CONFLICT: 'CONFLICT',
  PAYLOAD_TOO_LARGE: 'PAYLOAD_TOO_LARGE',
  UNSUPPORTED_MEDIA_TYPE: 'UNSUPPORTED_MEDIA_TYPE',
  TOO_MANY_REQUESTS: 'TOO_MANY_REQUESTS',
  BAD_GATEWAY: 'BAD_GATEWAY',
  SERVICE_UNAVAILABLE: 'SERVICE_UNAVAILABLE',
};

/** By status, for answers that are none of the API's: of a proxy in between. */
const codes = new Map<number, ErrorCode>([
  [400, 'BAD_REQUEST'],
  [401, 'UNAUTHORIZED'],
  [403, 'FORBIDDEN'],
  [404, 'NOT_FOUND'],
  [409, 'CONFLICT'],
  [413, 'PAYLOAD_TOO_LARGE'],
  [415, 'UNSUPPORTED_MEDIA_TYPE'],
  [429, 'TOO_MANY_REQUESTS'],
  [502, 'SERVICE_UNAVAILABLE'],
  [503, 'SERVICE_UNAVAILABLE'],
  [504, 'SERVICE_UNAVAILABLE'],
]);

/** Brings whatever a call failed with into the one union that programs are told of. */
export function readError(error: unknown): VisageError {
  if (!(error instanceof TRPCClientError)) {
    return createVisageError(messageOf(error), { code: 'INTERNAL_SERVER_ERROR', cause: error });
  }
  const { data, message, cause } = error;
  const response = cause instanceof ForeignAnswer ? cause.response : error.meta?.response;
  const headers = response instanceof Response ? response.headers : undefined;
  if (isRecord(data) && typeof data.code === 'string') {
    return createVisageError(message, {
      code: own[data.code] ?? 'INTERNAL_SERVER_ERROR',
      reason: typeof data.reason === 'string' ? data.reason : undefined,
      status: typeof data.httpStatus === 'number' ? data.httpStatus : undefined,
      retryAfter: typeof data.retryAfter === 'number' ? data.retryAfter : secondsIn(headers),
      fields: isRecord(data.fields) ? textsIn(data.fields) : undefined,
      cause: error,
    });
  }
  const status = response instanceof Response ? response.status : statusOf(cause);
  if (status === undefined) return createVisageError(message, { code: 'NETWORK', cause: error });
  return createVisageError(`Answered with status ${status}.`, {
    code: codes.get(status) ?? 'INTERNAL_SERVER_ERROR',
    status,
    retryAfter: secondsIn(headers),
    cause: error,
  });
}

/** Of an event stream that was refused. */
function statusOf(cause: unknown): number | undefined {
  const code = isRecord(cause) ? cause.code : undefined;
  return typeof code === 'number' && code >= 200 ? code : undefined;
}

/** `Retry-After` as seconds; RFC 9110 section 10.2.3 allows a date, too. */
function secondsIn(headers: Headers | undefined): number | undefined {
  const text = headers?.get('retry-after');
  if (!text) return undefined;
  const seconds = /^\d+$/.test(text) ? Number(text) : Math.ceil((Date.parse(text) - Date.now()) / 1000);
  return Number.isFinite(seconds) ? Math.max(0, seconds) : undefined;
}

function textsIn(record: Record<string, unknown>): Record<string, string> {
  return Object.fromEntries(
    Object.entries(record).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
