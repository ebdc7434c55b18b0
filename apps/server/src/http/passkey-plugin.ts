import { passkey } from '@better-auth/passkey';
import { maxPasskeys } from '@visage/contract/limits';
import { APIError } from 'better-auth/api';
import type { Origins } from './origins';

/** Where someone who signs in asks for a challenge, where they ask for what to make a passkey by, and where it is sent. */
export const challengePath = '/passkey/generate-authenticate-options';
export const creationPath = '/passkey/generate-register-options';
export const registrationPath = '/passkey/verify-registration';

/**
 * better-auth's passkeys, as Visage uses them (docs/decisions/0018): one stands for address and password together, so that the
 * authenticator keeps who it is for, and asks who uses it.
 */
export function createPasskeyPlugin({ publicUrl, trusted }: Origins) {
  return passkey({
    // Passkeys belong to the name of the site (WebAuthn section 5.1.2), whatever `Host` a request names.
    rpID: new URL(publicUrl).hostname,
    rpName: 'Visage',
    origin: [...trusted],
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    registration: {
      async afterVerification({ ctx, verification, user }) {
        requireVerified(verification.registrationInfo?.userVerified);
        // Several at once may each be let in as the last: what is bounded is what an account can gather, not its exact number.
        const where = [{ field: 'userId', value: user.id }];
        const held = await ctx.context.adapter.count({ model: 'passkey', where });
        if (held >= maxPasskeys) throw new APIError('CONFLICT', tooMany);
      },
    },
    authentication: {
      afterVerification: ({ verification }) => requireVerified(verification.authenticationInfo.userVerified),
    },
    advanced: { webAuthnChallengeCookie: 'passkey_challenge' },
  });
}

/** By finger, face or PIN; else whoever found the device would be its owner. The plugin itself takes any. */
function requireVerified(isVerified: boolean | undefined): undefined {
  if (!isVerified)
    throw new APIError('UNAUTHORIZED', { code: 'NOT_VERIFIED', message: 'Unlock your passkey and try again.' });
}

const tooMany = {
  code: 'TOO_MANY_PASSKEYS',
  message: `You have ${maxPasskeys} passkeys already. Remove one that you no longer use first.`,
};

/** Who has as many as there can be is told so before their device makes another, which nothing would take away from it again. */
export async function whereThereIsRoom(options: Response): Promise<Response> {
  if (!options.ok) return options;
  const { excludeCredentials = [] } = (await options.clone().json()) as { excludeCredentials?: unknown[] };
  return excludeCredentials.length < maxPasskeys ? options : Response.json(tooMany, { status: 409 });
}

/** The plugin asks a browser to prefer what is then required. */
export async function askingToVerify(challenge: Response): Promise<Response> {
  if (!challenge.ok) return challenge;
  const options = (await challenge.json()) as object;
  const headers = new Headers(challenge.headers);
  headers.delete('content-length');
  return new Response(JSON.stringify({ ...options, userVerification: 'required' }), {
    status: challenge.status,
    headers,
  });
}

/** The plugin calls it a failure of the server when an authenticator, or whoever speaks for one, is wrong. */
export async function asRefused(registered: Response): Promise<Response> {
  if (registered.status !== 500) return registered;
  const said = (await registered
    .clone()
    .json()
    .catch(() => null)) as { code?: string } | null;
  if (said?.code !== 'FAILED_TO_VERIFY_REGISTRATION') return registered;
  return new Response(registered.body, { status: 400, headers: registered.headers });
}
