import { AuthError, failure, retryAfterOf } from '../api/failure';
import type { FailureKind } from '../api/failure-kind';
import { readRefusal } from '../api/refusal-body';
import { words } from './words';

/** better-auth's routes over plain fetch: its own client would be a third of the first load. Each throws `AuthError`. */
export async function askAuth(path: string, signal?: AbortSignal): Promise<unknown> {
  const response = await send(path, { signal });
  return response.json().catch(() => null);
}

export async function postAuth(path: string, body: object = {}): Promise<void> {
  await askAuthWith(path, body);
}

/** As {@link postAuth}, and answers what was said. */
export async function askAuthWith(path: string, body: object): Promise<unknown> {
  const headers = { 'Content-Type': 'application/json' };
  const response = await send(path, { method: 'POST', headers, body: JSON.stringify(body) });
  return response.json().catch(() => null);
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
  const kind = kindOf(response.status, code);
  const known = { said: words.codes[code] ?? message, retryAfter: retryAfterOf(response), fields };
  throw new AuthError({ ...failure(kind, known), ...(words.codes[code] && { message: words.codes[code] }) }, code);
}

/** Refusals of what was sent; any other of their status says that nobody is signed in. */
const aboutInput: ReadonlySet<string> = new Set([
  'INVALID_EMAIL_OR_PASSWORD',
  'PASSKEY_NOT_FOUND',
  'AUTHENTICATION_FAILED',
  'NOT_VERIFIED',
]);

function kindOf(status: number, code: string): FailureKind {
  if (status === 401) return aboutInput.has(code) ? 'invalid_input' : 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 429) return 'rate_limited';
  if (status >= 502 && status <= 504) return 'unavailable';
  return status >= 500 ? 'internal' : 'invalid_input';
}
