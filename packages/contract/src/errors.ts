/**
 * Why a request was refused. A closed set: the edge of the server maps each to one status, and clients may switch
 * over it exhaustively.
 */
export const refusalCodes = [
  'unauthenticated',
  'forbidden',
  'not_found',
  'invalid_input',
  'unsupported_type',
  'undecodable',
  'mime_mismatch',
  'too_many_bytes',
  'too_many_pixels',
  'stale_revision',
  'handle_taken',
  'email_taken',
  'too_many_keys',
  'password_required',
  'unverified_address',
  'rate_limited',
  'busy',
  'gravatar_unreachable',
  'unavailable',
] as const;
export type RefusalCode = (typeof refusalCodes)[number];

interface RefusalOptions {
  /** Whole seconds after which the same request may succeed. */
  retryAfter?: number;
  /** Field name → what is wrong with it. */
  fields?: Record<string, string>;
  /** For the log alone; never sent to a caller. */
  cause?: unknown;
}

/** A request that is refused for a reason the caller may know. `message` is public; `cause` is not. */
export class Refusal extends Error {
  override readonly name = 'Refusal';
  readonly code: RefusalCode;
  readonly retryAfter: number | undefined;
  readonly fields: Record<string, string> | undefined;

  constructor(code: RefusalCode, message: string, options: RefusalOptions = {}) {
    super(message, { cause: options.cause });
    this.code = code;
    this.retryAfter = options.retryAfter;
    this.fields = options.fields;
  }
}
