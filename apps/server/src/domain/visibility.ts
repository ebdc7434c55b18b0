import type { Visibility } from '@visage/contract/profile';
import type { Scope } from '../storage/scope';
import type { Caller } from './caller';
import { hasScope } from './rights';

/**
 * Who may see a profile and its picture (SPEC section 4): `public` anyone, `members` anyone with a session or a key, `private` its
 * owner; owners and administrators always, and so their keys with `profiles:read`. This is the one place that says so; queries take
 * the answer as their scope.
 */
export function scopeOf(caller: Caller): Scope {
  if (caller.kind === 'nobody') return { visibilities: ['public'], userId: null };
  if (!hasScope(caller, 'profiles:read')) return { visibilities: ['public', 'members'], userId: null };
  if (caller.isAdmin) return { visibilities: ['public', 'members', 'private'], userId: caller.userId };
  return { visibilities: ['public', 'members'], userId: caller.userId };
}

export function maySee(caller: Caller, shown: { userId: string; visibility: Visibility }): boolean {
  return isInScope(shown, scopeOf(caller));
}

/** Whatever the visibility: the owner and administrators. */
export function alwaysSees(caller: Caller, userId: string): boolean {
  return maySee(caller, { userId, visibility: 'private' });
}

export function isInScope(shown: { userId: string; visibility: Visibility }, scope: Scope): boolean {
  return scope.userId === shown.userId || scope.visibilities.includes(shown.visibility);
}
