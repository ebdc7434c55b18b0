/** The reasons that come with each code, where one is told. */
export interface Reasons {
  UNAUTHORIZED: 'unauthenticated';
  FORBIDDEN: 'forbidden' | 'password_required' | 'unverified_address';
  NOT_FOUND: 'not_found';
  BAD_REQUEST: 'invalid_input' | 'undecodable';
  UNSUPPORTED_MEDIA_TYPE: 'unsupported_type' | 'mime_mismatch';
  PAYLOAD_TOO_LARGE: 'too_many_bytes' | 'too_many_pixels';
  CONFLICT: 'stale_revision' | 'handle_taken' | 'email_taken' | 'too_many_keys';
  TOO_MANY_REQUESTS: 'rate_limited';
  BAD_GATEWAY: 'gravatar_unreachable';
  SERVICE_UNAVAILABLE: 'busy' | 'unavailable';
  /** Something went wrong on the server's side, or in between. */
  INTERNAL_SERVER_ERROR: never;
  /** No answer came. */
  NETWORK: never;
}

export type ErrorCode = keyof Reasons;

/** Whatever went wrong with a call: switch over `code`, and `reason` has what can go with it. */
export type VisageError = { [Code in ErrorCode]: Failed<Code> }[ErrorCode];

export interface Failed<Code extends ErrorCode> extends Error {
  readonly name: 'VisageError';
  readonly code: Code;
  readonly reason: Reasons[Code] | undefined;
  /** Of the answer; undefined where none came. */
  readonly status: number | undefined;
  /** Whole seconds after which the same call may succeed. */
  readonly retryAfter: number | undefined;
  /** Field name → what is wrong with it. */
  readonly fields: Readonly<Record<string, string>>;
}

export function isVisageError(error: unknown): error is VisageError {
  return error instanceof VisageFailure;
}

interface Facts {
  code: ErrorCode;
  reason?: string;
  status?: number;
  retryAfter?: number;
  fields?: Record<string, string>;
  cause?: unknown;
}

class VisageFailure extends Error implements Failed<ErrorCode> {
  override readonly name = 'VisageError';
  readonly code: ErrorCode;
  readonly reason: undefined;
  readonly status: number | undefined;
  readonly retryAfter: number | undefined;
  readonly fields: Readonly<Record<string, string>>;

  constructor(message: string, { code, reason, status, retryAfter, fields = {}, cause }: Facts) {
    super(message, { cause });
    this.code = code;
    this.reason = reason as undefined;
    this.status = status;
    this.retryAfter = retryAfter;
    this.fields = fields;
  }
}

/** Which reason belongs to which code is the server's word, and `visage-error.test.ts` holds both to each other. */
export function createVisageError(message: string, facts: Facts): VisageError {
  return new VisageFailure(message, facts) as VisageError;
}
