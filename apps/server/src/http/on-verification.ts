import type { BetterAuthOptions } from 'better-auth';

type Hooks = NonNullable<NonNullable<NonNullable<BetterAuthOptions['databaseHooks']>['user']>['update']>;

/** The only route that changes a user for the sake of a link that was mailed, for the account's address or another. */
const path = '/verify-email';

/** Where someone comes back from a provider that vouches for their address. */
const vouchedFor = '/callback/:id';

/**
 * Around what better-auth writes when someone follows a link that shows an address to be theirs. Its own `afterEmailVerification`
 * is not told when a new address takes the place of one that was never verified, and leaves the new one as unverified, though the
 * link was sent there.
 */
export function onVerification(
  endOthers: (userId: string, headers: Headers) => Promise<void>,
  addressChanged: (userId: string) => Promise<void>,
): Hooks {
  return {
    before: async (changes, context) => {
      // The address changes there by a link to the new one alone: that to the old, which would ask for consent, is never sent.
      if (context?.path === path && changes.email !== undefined) return { data: { ...changes, emailVerified: true } };
    },
    // Whoever signed up with an address that wasn't theirs must not stay signed in, nor keep a key or a passkey, once its owner shows up.
    after: async (user, context) => {
      // After the commit, and before it is answered. Nobody can follow the link again: what it ends comes first.
      try {
        if (context?.path === path || context?.path === vouchedFor)
          await endOthers(user.id, context.headers ?? new Headers());
      } finally {
        await addressChanged(user.id);
      }
    },
  };
}
