import type { Fault } from './fault';
import { isAnswered, type Outcome } from './outcome';
import type { Times } from './story';

/** What is promised of answers while something is broken, and by whom it may be felt. */
export type Terms = Pick<Fault, 'refuses' | 'endsWorkers'>;

/** In milliseconds. SPEC section 7 says a second; the rest is for whoever asks, whose own processor is as busy. */
export const refusedWithin = 2000;
/** How long before its end is noticed a process may be dead, and how long after it a connection may be found so, in milliseconds. */
const deathFelt = { before: 200, after: 500 };

/** Why an answer is none that was promised; null when it is. */
export function brokenPromise(
  outcome: Outcome,
  { refuses }: Terms,
  times: Times,
  deaths: readonly number[],
): string | null {
  const { kind, start, end, status, retryAfter, lost, unsure, words } = outcome;
  if (isAnswered(outcome)) return null;
  const story = `${kind} (${words})`;
  if (lost === 'patience') return `no answer within ${Math.round(end - start)} ms: ${story}`;
  if (lost === 'connection') {
    const isExcused = deaths.some((death) => start <= death + deathFelt.after && end >= death - deathFelt.before);
    return isExcused ? null : `connection lost: ${story}`;
  }
  // A picture that nobody has to show.
  if (kind.endsWith('picture') && (status === 302 || status === 404)) return null;
  // It was changed meanwhile: by one's own change that one has lost sight of.
  if (status === 409 && unsure) return null;
  if (status !== 503) return `${status}: ${story}`;
  if (retryAfter === null) return `503 without Retry-After: ${story}`;
  if (end < times.broken) return `503 before anything was broken: ${story}`;
  if (refuses !== 'all' && !refuses.includes(kind)) return `503, where none may be: ${story}`;
  if (end - start > refusedWithin) return `503 after ${Math.round(end - start)} ms: ${story}`;
  return null;
}
