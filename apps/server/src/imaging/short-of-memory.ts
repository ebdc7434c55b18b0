import { Refusal } from '@visage/contract/errors';

/** As libvips, and what it decodes and encodes with, say that the system gives them no more memory. */
const words = /insufficient memory|out of memory|cannot allocate memory|unable to allocate/i;

/** What to refuse work with that failed for want of memory: that says nothing about the file. Null for any other failure. */
export function shortOfMemory(cause: unknown): Refusal | null {
  if (!(cause instanceof Error && words.test(cause.message))) return null;
  return new Refusal('busy', 'Too many pictures are being worked on. Try again in a moment.', { retryAfter: 1, cause });
}
