import { expect, test } from 'bun:test';
import { TRPCClientError } from '@trpc/client';
import { failureOf } from './failure';

const refused = (data: object, message = 'Said by the server.') =>
  TRPCClientError.from({ error: { message, code: -32_000, data } } as never);

test('a refusal keeps its reason, its wait and its fields', () => {
  const failure = failureOf(refused({ code: 'CONFLICT', reason: 'handle_taken', fields: { handle: 'Taken.' } }));
  expect(failure).toMatchObject({ kind: 'handle_taken', fields: { handle: 'Taken.' } });
  expect(failureOf(refused({ code: 'TOO_MANY_REQUESTS', reason: 'rate_limited', retryAfter: 12 })).message).toContain(
    'in 12 seconds',
  );
});

test('a refusal without a reason is known by its code', () => {
  expect(failureOf(refused({ code: 'UNAUTHORIZED' })).kind).toBe('unauthenticated');
  expect(failureOf(refused({ code: 'INTERNAL_SERVER_ERROR' })).kind).toBe('internal');
});

test('what never reached the server is the network’s, and what was cancelled is no error to show', () => {
  expect(failureOf(TRPCClientError.from(new TypeError('Failed to fetch'))).kind).toBe('offline');
  expect(failureOf(TRPCClientError.from(new DOMException('', 'AbortError'))).kind).toBe('cancelled');
});

test('an answer of something in between is read by its status', () => {
  const from = (status: number, headers = {}) =>
    TRPCClientError.from(new SyntaxError('no JSON'), { meta: { response: new Response('', { status, headers }) } });
  expect(failureOf(from(413)).kind).toBe('too_many_bytes');
  expect(failureOf(from(503, { 'Retry-After': '3' }))).toMatchObject({ kind: 'unavailable', retryAfter: 3 });
  expect(failureOf(from(500)).kind).toBe('internal');
});
