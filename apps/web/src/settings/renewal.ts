import { authRequests } from '../session/auth-requests';
import { signInByPasskey } from '../session/passkeys';
import { afterSignIn } from '../session/session';
import { accountRequests } from './account-requests';

/** Makes the session young again: the new one that signing in brings takes the place of the old. */
async function renewSession(signIn: () => Promise<void>): Promise<void> {
  const { sessionId } = await accountRequests.account();
  await signIn();
  // What can't be ended now stays on the list, and can be ended there.
  await accountRequests.endSession(sessionId).catch(() => {});
  await afterSignIn();
}

export const renewByPassword = (email: string, password: string) =>
  renewSession(() => authRequests.signIn({ email, password }));

export const renewByPasskey = () => renewSession(signInByPasskey);
