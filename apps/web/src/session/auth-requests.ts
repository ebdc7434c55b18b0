import type { Visibility } from '@visage/contract/profile';
import type { SignInProvider } from '@visage/contract/site';
import { afterLink } from './after-link';
import { askAuth, askAuthWith, postAuth } from './auth-fetch';

/** Where someone who leaves for a provider comes back to: signed in, or not. */
interface Trip {
  to: string;
  from: string;
  visibility: Visibility | undefined;
}

/** What anyone may ask of sign-in. Each throws `AuthError`. */
export const authRequests = {
  signUp: (who: { name: string; email: string; password: string; visibility: Visibility }) =>
    postAuth('sign-up/email', { ...who, callbackURL: afterLink('verified') }),
  signIn: (who: { email: string; password: string }) => postAuth('sign-in/email', who),
  /** Answers the address to go to: a page of the provider's, which leads back to one of the paths. */
  signInWith: async (provider: SignInProvider, { to, from, visibility }: Trip): Promise<string> => {
    const set = { callbackURL: to, errorCallbackURL: from, visibility };
    return ((await askAuthWith('sign-in/social', { provider, ...set })) as { url: string }).url;
  },
  /** Also for visitors a success, unlike asking for one's profile. */
  hasSession: async (signal: AbortSignal): Promise<boolean> => (await askAuth('get-session', signal)) !== null,
  signOut: () => postAuth('sign-out'),
  requestPasswordReset: (email: string) => postAuth('request-password-reset', { email, redirectTo: '/reset-password' }),
  resetPassword: (token: string, newPassword: string) => postAuth('reset-password', { token, newPassword }),
};
