import type { Visibility } from '@visage/contract/profile';
import { AuthError, failure, retryAfterOf } from '../api/failure';
import type { FailureKind } from '../api/failure-kind';
import { readRefusal } from '../api/refusal-body';
import { words } from './words';

/** better-auth's routes over plain fetch: its own client would be a third of the first load. Each throws `AuthError`. */
export const authRequests = {
  signUp: (who: { name: string; email: string; password: string; visibility: Visibility }) =>
    post('sign-up/email', who),
  signIn: (who: { email: string; password: string }) => post('sign-in/email', who),
  /** Also for visitors a success, unlike asking for one's profile. */
  hasSession: async (signal: AbortSignal): Promise<boolean> => {
    const response = await send('get-session', { signal });
    return (await response.json().catch(() => null)) !== null;
  },
  signOut: () => post('sign-out', {}),
  requestPasswordReset: (email: string) => post('request-password-reset', { email, redirectTo: '/reset-password' }),
  resetPassword: (token: string, newPassword: string) => post('reset-password', { token, newPassword }),
};

async function post(path: string, body: object): Promise<void> {
  await send(path, { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
}

async function send(path: string, init: RequestInit): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(`/api/auth/${path}`, init);
  } catch {
    init.signal?.throwIfAborted();
    throw new AuthError(failure('offline'), '');
  }
  if (response.ok) return response;
  const { code = '', message, fields } = readRefusal(await response.json().catch(() => null));
  const kind = kindOf(response.status);
  const known = { said: words.codes[code] ?? message, retryAfter: retryAfterOf(response), fields };
  throw new AuthError({ ...failure(kind, known), ...(words.codes[code] && { message: words.codes[code] }) }, code);
}

function kindOf(status: number): FailureKind {
  if (status === 401) return 'invalid_input';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate_limited';
  if (status === 503) return 'unavailable';
  return status >= 500 ? 'internal' : 'invalid_input';
}
