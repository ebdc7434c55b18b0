import { betterAuth } from 'better-auth';
import { createAuthMiddleware } from 'better-auth/api';
import { apiKeyRoutes, createApiKeyPlugin } from './api-key-plugin';
import { clientAddressHeader } from './client-address-header';
import { refuseCommonPasswords } from './common-passwords';
import { cookieAttributes, cookiePrefix } from './cookies';
import { evenOut } from './even-work';
import { createHonestTables, type Tables } from './honest-tables';
import type { SendMail } from './mail';
import { onVerification } from './on-verification';
import type { Origins } from './origins';
import { createPasskeyPlugin } from './passkey-plugin';
import { createProviders, type ProviderApps, providerRoutes } from './providers';

interface Parts {
  tables: Tables;
  origins: Origins;
  secret: string;
  sendMail: SendMail;
  /** Ends the keys and passkeys of a user, and the sessions but the one with this id. */
  endAccess(userId: string, exceptSessionId: string | null): Promise<void>;
  /** Told when a user has another address, or has shown that it is theirs. */
  addressChanged(userId: string): Promise<void>;
  /** Where people may sign in with an account they have. */
  providers: ProviderApps;
  /** Counts a new account, made from this client's address. Throws `Refusal('rate_limited')`. */
  admitSignUp(address: string): Promise<void>;
  log(level: 'warn' | 'error', message: string): void;
}

const day = 86_400;

/**
 * better-auth, as Visage uses it: e-mail and password, sessions in the database (asked on every request, so that an ended
 * one works nowhere), no limits of its own (ours are in the database, see auth-route.ts).
 */
export function createSignIn(parts: Parts) {
  const { tables, origins, secret, sendMail, endAccess, addressChanged, log } = parts;
  const providers = createProviders(parts.providers, parts.admitSignUp);
  const { tables: database, honestly } = createHonestTables(tables);

  async function endOthers(userId: string, headers: Headers): Promise<void> {
    const here = await signIn.api.getSession({ headers });
    await endAccess(userId, here?.user.id === userId ? here.session.id : null);
  }

  const signIn = betterAuth({
    appName: 'Visage',
    baseURL: origins.publicUrl,
    basePath: '/api/auth',
    secret,
    trustedOrigins: [...origins.trusted],
    database,
    user: {
      additionalFields: {
        visibility: { type: 'string', required: false, defaultValue: 'public', input: true, returned: false },
        // The operator's to give, on the command line: nothing that anyone sends sets it.
        promoted: { type: 'boolean', required: false, defaultValue: false, input: false, returned: true },
      },
      changeEmail: { enabled: true },
      validateUserInfo: providers.validateUserInfo,
    },
    emailAndPassword: {
      enabled: true,
      minPasswordLength: 8,
      maxPasswordLength: 128,
      revokeSessionsOnPasswordReset: true,
      onPasswordReset: async ({ user: owner }) => endAccess(owner.id, null),
      sendResetPassword: async ({ user: to, url }) =>
        sendMail({
          to: to.email,
          subject: 'Choose a new password',
          text: `Follow this link within an hour to choose a new password:\n\n${url}\n\nIf you didn’t ask for it, do nothing.`,
        }),
    },
    emailVerification: {
      sendOnSignUp: true,
      sendVerificationEmail: async ({ user: to, url }) =>
        sendMail({
          to: to.email,
          subject: 'Is this your address?',
          text: `Follow this link within an hour to show that this address is yours:\n\n${url}\n\nIf you didn’t sign up, do nothing.`,
        }),
    },
    hooks: {
      before: createAuthMiddleware(async ({ path, body, context }) => {
        await refuseCommonPasswords(path, body);
        await evenOut(path, body, context.internalAdapter);
      }),
    },
    // Storage sweeps (account-store.ts); this would make a request of someone's longer than that of nobody, now and then.
    verification: { disableCleanup: true },
    socialProviders: providers.socialProviders,
    account: providers.account,
    databaseHooks: {
      user: { create: providers.onUser, update: onVerification(endOthers, addressChanged) },
      account: { create: providers.onAccount },
    },
    session: { expiresIn: 30 * day, updateAge: day, freshAge: day, cookieCache: { enabled: false } },
    rateLimit: { enabled: false },
    // Names and pictures are the profile's; an account is deleted through account.delete, which erases everything.
    disabledPaths: [
      ...['/update-user', '/delete-user', '/delete-user/callback', '/ok', '/error'],
      ...providerRoutes,
      ...apiKeyRoutes,
    ],
    plugins: [createApiKeyPlugin(), createPasskeyPlugin(origins)],
    advanced: {
      cookiePrefix: cookiePrefix(origins.publicUrl),
      defaultCookieAttributes: cookieAttributes(origins.publicUrl),
      // It would put `__Secure-` before the prefix.
      useSecureCookies: false,
      disableCSRFCheck: false,
      disableOriginCheck: false,
      ipAddress: { ipAddressHeaders: [clientAddressHeader] },
    },
    // What goes wrong on our side is thrown to auth-route.ts; left alone it prints queries with all their parameters.
    onAPIError: { throw: true, errorURL: '/sign-in' },
    telemetry: { enabled: false },
    logger: { level: 'warn', log: (level, message) => log(level === 'error' ? 'error' : 'warn', message) },
  });
  return {
    api: signIn.api,
    handler: (request: Request) => honestly(() => signIn.handler(request)),
    /** What better-auth hashes passwords with, among other parts of its own. */
    context: signIn.$context,
    /** For calls of `api` that would take a database that can't be asked for a no. */
    honestly,
  };
}

export type SignIn = ReturnType<typeof createSignIn>;
