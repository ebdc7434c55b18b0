import type { Scope } from '@visage/contract/api-key';
import { Refusal } from '@visage/contract/errors';
import type { Caller, SignedIn, WithSession } from './caller';

/** Throws `Refusal('unauthenticated')` for nobody. */
export function requireSignedIn(caller: Caller): SignedIn {
  if (caller.kind === 'nobody') throw new Refusal('unauthenticated', 'Sign in first.');
  return caller;
}

/** Account and keys are managed by people, not by keys. Throws `Refusal` of `unauthenticated`, or of `forbidden` for a key. */
export function requireSession(caller: Caller): WithSession {
  const signedIn = requireSignedIn(caller);
  if (signedIn.kind === 'session') return signedIn;
  throw new Refusal('forbidden', 'No API key may do this. Sign in.');
}

/** Someone signed in, whose key, where they come with one, has this scope. Throws `Refusal` of `unauthenticated` or `forbidden`. */
export function requireScope(caller: Caller, scope: Scope): SignedIn {
  const signedIn = requireSignedIn(caller);
  if (hasScope(signedIn, scope)) return signedIn;
  throw new Refusal('forbidden', `This API key lacks the scope ${scope}.`);
}

/** A session has them all. */
export function hasScope(caller: SignedIn, scope: Scope): boolean {
  return caller.kind === 'session' || caller.scopes.includes(scope);
}

/** Throws `Refusal` of `unauthenticated`, or of `forbidden` for anyone else, and for an administrator's key without the scope to write. */
export function requireAdministrator(caller: Caller): SignedIn {
  const signedIn = requireScope(caller, 'profiles:write');
  if (signedIn.isAdmin) return signedIn;
  throw new Refusal('forbidden', 'Only administrators may do this.');
}

/**
 * Whose data the caller means: their own, or, for an administrator, those of the user named; an administrator's key needs the
 * scope to write for that, even to read a history (SPEC section 4, "Who may write").
 * Throws `Refusal('forbidden')`, whether or not the user named exists.
 */
export function subjectOf(caller: SignedIn, named: string | undefined): string {
  if (named === undefined || named === caller.userId) return caller.userId;
  if (caller.isAdmin) {
    requireScope(caller, 'profiles:write');
    return named;
  }
  throw new Refusal('forbidden', 'You can change only your own profile.');
}

/** What to say when a user turns out to be gone: to themselves that they are nobody, to an administrator that there is none. */
export function goneUser(caller: SignedIn, subject: string): Refusal {
  return caller.userId === subject
    ? new Refusal('unauthenticated', 'This account no longer exists.')
    : new Refusal('not_found', 'There is no such person.');
}
