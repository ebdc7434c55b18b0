import { Refusal, type RefusalCode } from '@visage/contract/errors';
import { Unconfirmed } from '../storage/unconfirmed';

/** How a refusal looks over HTTP. */
interface Outcome {
  status: number;
  /** The tRPC code with the same status. */
  trpc:
    | 'UNAUTHORIZED'
    | 'FORBIDDEN'
    | 'NOT_FOUND'
    | 'BAD_REQUEST'
    | 'UNSUPPORTED_MEDIA_TYPE'
    | 'PAYLOAD_TOO_LARGE'
    | 'CONFLICT'
    | 'TOO_MANY_REQUESTS'
    | 'SERVICE_UNAVAILABLE'
    | 'BAD_GATEWAY';
  title: string;
}

/** The one place where status codes are born. */
export const outcomes: Record<RefusalCode, Outcome> = {
  unauthenticated: { status: 401, trpc: 'UNAUTHORIZED', title: 'Not signed in' },
  forbidden: { status: 403, trpc: 'FORBIDDEN', title: 'Not allowed' },
  not_found: { status: 404, trpc: 'NOT_FOUND', title: 'Not found' },
  invalid_input: { status: 400, trpc: 'BAD_REQUEST', title: 'Invalid input' },
  unsupported_type: { status: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE', title: 'Unsupported type' },
  undecodable: { status: 400, trpc: 'BAD_REQUEST', title: 'Not a readable image' },
  mime_mismatch: { status: 415, trpc: 'UNSUPPORTED_MEDIA_TYPE', title: 'The type is not what the file is' },
  too_many_bytes: { status: 413, trpc: 'PAYLOAD_TOO_LARGE', title: 'Too many bytes' },
  too_many_pixels: { status: 413, trpc: 'PAYLOAD_TOO_LARGE', title: 'Too many pixels' },
  stale_revision: { status: 409, trpc: 'CONFLICT', title: 'Changed meanwhile' },
  handle_taken: { status: 409, trpc: 'CONFLICT', title: 'Handle taken' },
  email_taken: { status: 409, trpc: 'CONFLICT', title: 'Address taken' },
  too_many_keys: { status: 409, trpc: 'CONFLICT', title: 'Too many keys' },
  password_required: { status: 403, trpc: 'FORBIDDEN', title: 'Password needed' },
  unverified_address: { status: 403, trpc: 'FORBIDDEN', title: 'Address not verified' },
  rate_limited: { status: 429, trpc: 'TOO_MANY_REQUESTS', title: 'Too often' },
  busy: { status: 503, trpc: 'SERVICE_UNAVAILABLE', title: 'Busy' },
  gravatar_unreachable: { status: 502, trpc: 'BAD_GATEWAY', title: 'Gravatar can’t be reached' },
  unavailable: { status: 503, trpc: 'SERVICE_UNAVAILABLE', title: 'Unavailable' },
};

/** The database can't be asked just now. Of a change that may have been made nobody is told to make it again. */
export function noDatabase(cause: unknown): Refusal {
  const words =
    cause instanceof Unconfirmed
      ? 'The database was lost before it said whether this was done. Look before you try again.'
      : 'The database can’t be reached. Try again in a moment.';
  return new Refusal('unavailable', words, { retryAfter: 1, cause });
}
