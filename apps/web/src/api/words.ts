import type { FailureKind } from './failure-kind';

interface Known {
  said?: string;
  retryAfter?: number;
}

function soon(seconds: number | undefined): string {
  if (seconds === undefined || seconds <= 1) return 'in a moment';
  if (seconds < 90) return `in ${seconds} seconds`;
  return `in ${Math.ceil(seconds / 60)} minutes`;
}

const failures: Record<FailureKind, (known: Known) => string> = {
  unauthenticated: () => 'You are signed out. Sign in to go on.',
  forbidden: ({ said }) => said ?? 'You may not do this.',
  not_found: ({ said }) => said ?? 'There is nothing here.',
  invalid_input: ({ said }) => said ?? 'Something in here can’t be used.',
  unsupported_type: () => 'This kind of file can’t be used. Choose a JPEG, PNG, WebP, AVIF or GIF.',
  undecodable: () => 'This file can’t be read as a picture. It may be damaged; try another copy.',
  mime_mismatch: () => 'The file’s name says one kind of picture, its content another. Save it again and choose that.',
  too_many_bytes: ({ said }) => said ?? 'The file is too large.',
  too_many_pixels: () => 'This picture has more than 50 megapixels. Make it smaller and try again.',
  stale_revision: () => 'This profile was changed somewhere else meanwhile.',
  handle_taken: ({ said }) => said ?? 'This handle is taken.',
  email_taken: ({ said }) => said ?? 'This address is taken.',
  too_many_keys: ({ said }) => said ?? 'You have as many keys as there can be. Revoke one first.',
  password_required: () => 'Type your password to go on.',
  unverified_address: ({ said }) => said ?? 'First show that your address is yours, by the link in the mail we sent.',
  rate_limited: ({ retryAfter }) => `That was a lot at once. Try again ${soon(retryAfter)}.`,
  busy: ({ retryAfter }) => `A lot is going on right now. Try again ${soon(retryAfter)}.`,
  gravatar_unreachable: () => 'Gravatar can’t be reached just now. Try again later.',
  unavailable: ({ retryAfter }) => `Visage can’t be reached right now. Try again ${soon(retryAfter)}.`,
  someone_else: () => 'Someone else is signed in by now. Copy what you need, then load this page again.',
  offline: () => 'No connection. Check your network and try again.',
  cancelled: () => 'Cancelled.',
  internal: () => 'Something went wrong on our side. Try again.',
};

export const words = { failures };
