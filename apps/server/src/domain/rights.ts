import { Refusal } from '@visage/contract/errors';
import type { Caller, SignedIn } from './caller';

/** Throws `Refusal('unauthenticated')` for nobody. */
export function requireSignedIn(caller: Caller): SignedIn {
  if (caller.kind === 'nobody') throw new Refusal('unauthenticated', 'Sign in first.');
  return caller;
}

/**
 * Whose data the caller changes: their own, or, for an administrator, those of the user named.
 * Throws `Refusal('forbidden')`, whether or not the user named exists.
 */
export function subjectOf(caller: SignedIn, named: string | undefined): string {
  if (named === undefined || named === caller.userId || caller.isAdmin) return named ?? caller.userId;
  throw new Refusal('forbidden', 'You can change only your own profile.');
}

/** What to say when a user turns out to be gone: to themselves that they are nobody, to an administrator that there is none. */
export function goneUser(caller: SignedIn, subject: string): Refusal {
  return caller.userId === subject
    ? new Refusal('unauthenticated', 'This account no longer exists.')
    : new Refusal('not_found', 'There is no such person.');
}
