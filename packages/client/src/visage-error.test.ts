import { expect, test } from 'bun:test';
import { TRPCClientError } from '@trpc/client';
import type { RefusalCode } from '@visage/contract/errors';
import { outcomes } from '../../../apps/server/src/http/refusal-status';
import { ForeignAnswer } from './foreign-answer';
import { readError } from './read-error';
import { type ErrorCode, isVisageError, type Reasons } from './visage-error';

/** Code and reason, for every pair that the types allow. */
type Pairs = { [Code in ErrorCode]: Reasons[Code] extends never ? never : `${Code} ${Reasons[Code]}` }[ErrorCode];

/** Each of the server's reasons once; a pair that the types don't know is an error here, and so is a reason left out. */
const pairs: { [Reason in RefusalCode]: Extract<Pairs, `${string} ${Reason}`> } = {
  unauthenticated: 'UNAUTHORIZED unauthenticated',
  forbidden: 'FORBIDDEN forbidden',
  not_found: 'NOT_FOUND not_found',
  invalid_input: 'BAD_REQUEST invalid_input',
  unsupported_type: 'UNSUPPORTED_MEDIA_TYPE unsupported_type',
  undecodable: 'BAD_REQUEST undecodable',
  mime_mismatch: 'UNSUPPORTED_MEDIA_TYPE mime_mismatch',
  too_many_bytes: 'PAYLOAD_TOO_LARGE too_many_bytes',
  too_many_pixels: 'PAYLOAD_TOO_LARGE too_many_pixels',
  stale_revision: 'CONFLICT stale_revision',
  handle_taken: 'CONFLICT handle_taken',
  email_taken: 'CONFLICT email_taken',
  too_many_keys: 'CONFLICT too_many_keys',
  password_required: 'FORBIDDEN password_required',
  unverified_address: 'FORBIDDEN unverified_address',
  rate_limited: 'TOO_MANY_REQUESTS rate_limited',
  busy: 'SERVICE_UNAVAILABLE busy',
  gravatar_unreachable: 'BAD_GATEWAY gravatar_unreachable',
  unavailable: 'SERVICE_UNAVAILABLE unavailable',
};

test('every reason comes with the code that the server gives it', () => {
  for (const [reason, { trpc, status }] of Object.entries(outcomes)) {
    expect(`${trpc} ${reason}`).toBe(pairs[reason as RefusalCode]);
    const data = { code: trpc, httpStatus: status, reason };
    const error = readError(TRPCClientError.from({ error: { message: 'No.', code: -32_000, data } } as never));
    expect(error).toMatchObject({ name: 'VisageError', code: trpc, reason, status, message: 'No.' });
  }
});

test('an answer of something in between is read by its status, and its Retry-After with it', () => {
  const from = (status: number, headers = {}) =>
    readError(TRPCClientError.from(new ForeignAnswer(new Response('', { status, headers }))));
  expect(from(413).code).toBe('PAYLOAD_TOO_LARGE');
  expect(from(502, { 'Retry-After': '3' })).toMatchObject({ code: 'SERVICE_UNAVAILABLE', retryAfter: 3 });
  const date = new Date(Date.now() + 9500).toUTCString();
  expect(from(503, { 'Retry-After': date }).retryAfter).toBeWithin(7, 11);
  expect(from(500).code).toBe('INTERNAL_SERVER_ERROR');
});

test('no answer is the network’s, and other errors are no VisageError', () => {
  expect(readError(TRPCClientError.from(new TypeError('Failed to fetch')))).toMatchObject({ code: 'NETWORK' });
  expect(isVisageError(readError(new Error('odd')))).toBe(true);
  expect(isVisageError(new Error('odd'))).toBe(false);
});
