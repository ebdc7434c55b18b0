import { type RefusalCode, refusalCodes } from '@visage/contract/errors';

/** What a refusal says, as far as it says it. */
export interface RefusalBody {
  code?: string;
  reason?: RefusalCode;
  message?: string;
  /** Seconds. */
  retryAfter?: number;
  /** Field name → what is wrong with it. */
  fields?: Record<string, string>;
}

/** Reads the body of a refusal, of tRPC or of sign-in. By hand: a schema here would bring zod into the first load. */
export function readRefusal(body: unknown): RefusalBody {
  if (!isRecord(body)) return {};
  const { code, reason, message, retryAfter, fields } = body;
  return {
    code: typeof code === 'string' ? code : undefined,
    reason: refusalCodes.find((each) => each === reason),
    message: typeof message === 'string' ? message : undefined,
    retryAfter: typeof retryAfter === 'number' ? retryAfter : undefined,
    fields: isRecord(fields)
      ? Object.fromEntries(
          Object.entries(fields).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
        )
      : undefined,
  };
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
