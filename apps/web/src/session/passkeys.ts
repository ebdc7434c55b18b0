import { AuthError, failure } from '../api/failure';
import { askAuth, postAuth } from './auth-fetch';
import { creationOptions, credentialAsJson, requestOptions } from './webauthn-json';
import { words } from './words';

type Json = Record<string, unknown>;

/** A page without https has none, and some browsers don't. */
export const hasPasskeys = typeof PublicKeyCredential === 'function';

/** Signs in whoever's passkey the authenticator offers and its owner unlocks. Throws `AuthError`. */
export async function signInByPasskey(): Promise<void> {
  const publicKey = requestOptions((await askAuth('passkey/generate-authenticate-options')) as Json);
  const response = await answerOf(() => navigator.credentials.get({ publicKey }));
  await postAuth('passkey/verify-authentication', { response });
}

/** Makes a passkey of the signed-in person's. Throws `AuthError`, of code `SESSION_NOT_FRESH` where they signed in more than a day ago. */
export async function addPasskey(name: string): Promise<void> {
  const publicKey = creationOptions((await askAuth('passkey/generate-register-options')) as Json);
  const response = await answerOf(() => navigator.credentials.create({ publicKey }));
  await postAuth('passkey/verify-registration', { response, name });
}

async function answerOf(ask: () => Promise<Credential | null>): Promise<Json> {
  try {
    const credential = await ask();
    if (credential instanceof PublicKeyCredential) return credentialAsJson(credential);
  } catch (error) {
    // Browsers tell little of why, so that pages learn nothing of who has which authenticator.
    const name = error instanceof DOMException ? error.name : '';
    const message = name === 'InvalidStateError' ? words.passkey.known : words.passkey.unused;
    throw new AuthError({ ...failure('cancelled'), message }, name);
  }
  throw new AuthError({ ...failure('cancelled'), message: words.passkey.unused }, '');
}
