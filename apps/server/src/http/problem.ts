import { Refusal } from '@visage/contract/errors';
import { isUnavailable } from '../storage/unavailable';
import { noDatabase, outcomes } from './refusal-status';

interface Problem {
  status: number;
  title: string;
  /** For people; public. */
  detail: string;
  reason?: string;
  /** The query parameter at fault. */
  parameter?: string;
  headers?: Record<string, string>;
}

/** An error of a raw route as `application/problem+json` (RFC 9457). Never cached. */
export function problem({ headers, ...members }: Problem): Response {
  const body = JSON.stringify({ type: 'about:blank', ...members });
  return new Response(body, {
    status: members.status,
    headers: {
      'Content-Type': 'application/problem+json',
      'Content-Length': String(new TextEncoder().encode(body).byteLength),
      'Cache-Control': 'no-store',
      'X-Content-Type-Options': 'nosniff',
      ...headers,
    },
  });
}

export function refusalProblem(refusal: Refusal): Response {
  const { status, title } = outcomes[refusal.code];
  return problem({
    status,
    title,
    detail: refusal.message,
    reason: refusal.code,
    ...(refusal.retryAfter !== undefined && { headers: { 'Retry-After': String(refusal.retryAfter) } }),
  });
}

/** What to answer to an error that a caller may know of; null for any other. */
export function errorProblem(error: unknown): Response | null {
  if (error instanceof Refusal) return refusalProblem(error);
  return isUnavailable(error) ? refusalProblem(noDatabase(error)) : null;
}
