import type { AuthContext } from 'better-auth';

type Adapter = Pick<
  AuthContext['internalAdapter'],
  'findUserByEmail' | 'findAccounts' | 'findVerificationValue' | 'createVerificationValue'
>;

/**
 * Asks of the database for an address that nobody has what better-auth asks for one that somebody has, and the other way round: from
 * how long an answer takes nobody can tell which it was. (That a password is hashed in either case, better-auth sees to itself.)
 */
export async function evenOut(path: string, body: unknown, adapter: Adapter): Promise<void> {
  const email = (body as { email?: unknown } | null)?.email;
  if (typeof email !== 'string' || !(path in evened)) return;
  const isKnown = (await adapter.findUserByEmail(email)) !== null;
  await evened[path]?.(adapter, isKnown);
}

/** Nobody's id, and nobody's token. */
const none = 'none';

const evened: Record<string, (adapter: Adapter, isKnown: boolean) => Promise<unknown>> = {
  // The accounts of a user are read once one has been found.
  '/sign-in/email': async (adapter, isKnown) => isKnown || adapter.findAccounts(none),
  // For a user a token is kept, for nobody one is looked for. The one kept here is past its time, and swept.
  '/request-password-reset': async (adapter, isKnown) => {
    if (isKnown) return adapter.findVerificationValue(none);
    await adapter.findAccounts(none);
    return adapter.createVerificationValue({ identifier: none, value: none, expiresAt: new Date(0) });
  },
};
