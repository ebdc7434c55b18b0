import { AuthError, failure } from '../api/failure';
import { afterLink } from '../session/after-link';
import { askAuth, postAuth } from '../session/auth-fetch';

/** What sign-in knows of who is signed in, beside the profile. */
export interface Account {
  email: string;
  isVerified: boolean;
  sessionId: string;
}

/** Somewhere the person is signed in. */
export interface OpenSession {
  id: string;
  userAgent: string;
  /** ISO 8601. */
  signedInAt: string;
  isHere: boolean;
}

interface StoredSession {
  id: string;
  token: string;
  userAgent?: string | null;
  createdAt: string;
}

/** What only who is signed in may ask of sign-in. Each throws `AuthError`. */
export const accountRequests = {
  async account(signal?: AbortSignal): Promise<Account> {
    const known = await askAuth('get-session', signal);
    if (known === null) throw new AuthError(failure('unauthenticated'), '');
    const { user, session } = known as { user: { email: string; emailVerified: boolean }; session: StoredSession };
    return { email: user.email, isVerified: user.emailVerified, sessionId: session.id };
  },
  /** Whether there is a password, beside other ways to sign in. */
  hasPassword: async (signal: AbortSignal): Promise<boolean> =>
    ((await askAuth('list-accounts', signal)) as { providerId: string }[]).some(
      ({ providerId }) => providerId === 'credential',
    ),
  /** Sessions come with their secrets; nothing here keeps them. */
  async sessions(signal?: AbortSignal): Promise<OpenSession[]> {
    const [{ sessionId }, stored] = await Promise.all([accountRequests.account(signal), listSessions(signal)]);
    return stored
      .map(({ id, userAgent, createdAt }) => ({
        id,
        userAgent: userAgent ?? '',
        signedInAt: createdAt,
        isHere: id === sessionId,
      }))
      .sort((one, other) => Number(other.isHere) - Number(one.isHere) || (one.signedInAt < other.signedInAt ? 1 : -1));
  },
  /** One that has ended already is ended. */
  async endSession(id: string): Promise<void> {
    // A session is ended by its secret, which is asked for only now.
    const session = (await listSessions()).find((each) => each.id === id);
    if (session) await postAuth('revoke-session', { token: session.token });
  },
  endOtherSessions: () => postAuth('revoke-other-sessions'),
  changePassword: (change: { currentPassword: string; newPassword: string; revokeOtherSessions: boolean }) =>
    postAuth('change-password', change),
  changeEmail: (newEmail: string) => postAuth('change-email', { newEmail, callbackURL: afterLink('changed') }),
  sendVerification: (email: string) =>
    postAuth('send-verification-email', { email, callbackURL: afterLink('verified') }),
};

async function listSessions(signal?: AbortSignal): Promise<StoredSession[]> {
  return (await askAuth('list-sessions', signal)) as StoredSession[];
}
