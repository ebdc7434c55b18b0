import { expect, test } from 'bun:test';
import { createVisageError, type ErrorCode } from '@visage/client/visage-error';
import { failureOf } from './failure';

const refused = (facts: Parameters<typeof createVisageError>[1], message = 'Said by the server.') =>
  createVisageError(message, facts);

test('a refusal keeps its reason, its wait and its fields', () => {
  const failure = failureOf(refused({ code: 'CONFLICT', reason: 'handle_taken', fields: { handle: 'Taken.' } }));
  expect(failure).toMatchObject({ kind: 'handle_taken', message: 'Said by the server.', fields: { handle: 'Taken.' } });
  expect(failureOf(refused({ code: 'TOO_MANY_REQUESTS', reason: 'rate_limited', retryAfter: 12 })).message).toContain(
    'in 12 seconds',
  );
});

test('a refusal without a reason is known by its code, and its words are not shown', () => {
  const kind = (code: ErrorCode) => failureOf(refused({ code })).kind;
  expect(kind('UNAUTHORIZED')).toBe('unauthenticated');
  expect(kind('PAYLOAD_TOO_LARGE')).toBe('too_many_bytes');
  expect(kind('INTERNAL_SERVER_ERROR')).toBe('internal');
  expect(failureOf(refused({ code: 'SERVICE_UNAVAILABLE', retryAfter: 3 }))).toMatchObject({
    kind: 'unavailable',
    message: expect.stringContaining('in 3 seconds'),
  });
  expect(failureOf(refused({ code: 'NOT_FOUND' })).message).not.toContain('Said by');
});

test('what never reached the server is the network’s, and what was cancelled is no error to show', () => {
  expect(failureOf(refused({ code: 'NETWORK' })).kind).toBe('offline');
  expect(failureOf(new DOMException('', 'AbortError')).kind).toBe('cancelled');
});
