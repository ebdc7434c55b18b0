import type { Visibility } from '@visage/contract/profile';
import { afterLink } from './after-link';
import { askAuth, postAuth } from './auth-fetch';

/** What anyone may ask of sign-in. Each throws `AuthError`. */
export const authRequests = {
  signUp: (who: { name: string; email: string; password: string; visibility: Visibility }) =>
    postAuth('sign-up/email', { ...who, callbackURL: afterLink('verified') }),
  signIn: (who: { email: string; password: string }) => postAuth('sign-in/email', who),
  /** Also for visitors a success, unlike asking for one's profile. */
  hasSession: async (signal: AbortSignal): Promise<boolean> => (await askAuth('get-session', signal)) !== null,
  signOut: () => postAuth('sign-out'),
  requestPasswordReset: (email: string) => postAuth('request-password-reset', { email, redirectTo: '/reset-password' }),
  resetPassword: (token: string, newPassword: string) => postAuth('reset-password', { token, newPassword }),
};
