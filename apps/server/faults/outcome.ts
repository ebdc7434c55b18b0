import type { Answer } from '../prove/history';
import type { Sent } from '../prove/sending';

/** What somebody asks for. The last is sent by a fault itself. */
export type Kind =
  | 'hot picture'
  | 'cold picture'
  | 'upload'
  | 'profile change'
  | 'own profile'
  | 'sign-in'
  | 'sign-up'
  | 'huge upload';

/** One request, and what came of it. Times are milliseconds of one monotonic clock, that of whoever asks. */
export interface Outcome {
  kind: Kind;
  start: number;
  end: number;
  /** Null when no answer came. */
  status: number | null;
  retryAfter: string | null;
  /** Why none came: the connection, or the patience of whoever asked (10 s). */
  lost: 'connection' | 'patience' | null;
  /** Whether the one who asks can't know how things stand, since an earlier request of theirs was not answered. */
  unsure?: boolean;
  /** For people. */
  words: string;
}

export function outcomeOfAnswer(kind: Kind, { route, query, start, end, reply, lost }: Answer): Outcome {
  return {
    ...{ kind, start, end, status: reply?.status ?? null, retryAfter: reply?.retryAfter ?? null },
    lost: reply ? null : (lost ?? 'connection'),
    words: `${route}${query && '?'}${query}`,
  };
}

export function outcomeOfSent(kind: Kind, start: number, { end, status, retryAfter, words }: Sent): Outcome {
  const lost = words === 'TimeoutError' ? 'patience' : 'connection';
  return { kind, start, end, status, retryAfter, lost: status === null ? lost : null, words };
}

/** Whether what was asked for was had: also that there is nothing new, or nobody. */
export function isAnswered({ status }: Outcome): boolean {
  return status !== null && ((status >= 200 && status < 300) || status === 304);
}
