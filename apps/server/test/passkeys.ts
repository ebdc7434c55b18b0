import { auth, newAddress } from './auth';
import { createAuthenticator } from './authenticator';
import { cookieOf, type Person, type TestVisage } from './visage';

export type Authenticator = ReturnType<typeof createAuthenticator>;

/** A GET of better-auth's passkey routes. */
export async function askOfPasskeys(visage: TestVisage, path: string, headers: Record<string, string> = {}) {
  const from = { 'x-forwarded-for': newAddress(), ...headers };
  const answered = await visage.picture(`/api/auth/passkey/${path}`, { headers: from });
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  return { status: answered.status, cookie: cookieOf(answered), body: (await answered.json()) as any };
}

interface Adding {
  authenticator?: Authenticator;
  name?: unknown;
  /** The name of the site, where it is not this machine. */
  rpId?: string;
}

/** Adds a passkey to someone's account, as a page of theirs would. */
export async function addPasskey(
  visage: TestVisage,
  { cookie }: Person,
  { authenticator = createAuthenticator(), name = 'My phone', ...more }: Adding = {},
): Promise<Response> {
  const { body, cookie: challenge } = await askOfPasskeys(visage, 'generate-register-options', { cookie });
  const response = authenticator.create(body.challenge, { origin: visage.origin, ...more });
  return auth(visage, 'passkey/verify-registration', { response, name }, { cookie: `${cookie}; ${challenge}` });
}
