import { email as emailSchema } from '@visage/contract/account';
import { Refusal } from '@visage/contract/errors';
import { displayName, visibility } from '@visage/contract/profile';
import type { SignInProvider } from '@visage/contract/site';
import type { BetterAuthOptions } from 'better-auth';
import { getOAuthState } from 'better-auth/api';
import type { OAuth2UserInfo } from 'better-auth/oauth2';
import { github, google } from 'better-auth/social-providers';
import { clientAddressHeader } from './client-address-header';

/** What a provider of sign-in calls this Visage, and what Visage proves by that it is meant. */
export interface ProviderApp {
  clientId: string;
  clientSecret: string;
}
export type ProviderApps = Partial<Record<SignInProvider, ProviderApp>>;

/** Asks a provider who someone is. */
type AskWho<Token, Profile> = (token: Token) => Promise<{ user: OAuth2UserInfo; data: Profile } | null>;

/** What better-auth would also do with an account elsewhere: nothing that Visage needs, and tokens of it aren't kept. */
export const providerRoutes = [
  ...['/link-social', '/unlink-account', '/get-access-token', '/refresh-token', '/account-info'],
];

/**
 * Signing in with an account elsewhere (docs/decisions/0031): the provider is asked once who someone is, and believed about an address
 * alone that it has verified. Nothing of theirs is kept but the id by which they are known again.
 */
export function createProviders(apps: ProviderApps, admitSignUp: (address: string) => Promise<void>) {
  return {
    socialProviders: {
      ...(apps.github && { github: { ...apps.github, getUserInfo: trusting(github(apps.github).getUserInfo) } }),
      ...(apps.google && {
        google: { ...askingOnce(apps.google), getUserInfo: trusting(google(apps.google).getUserInfo) },
      }),
    },

    account: {
      updateAccountOnSignIn: false,
      accountLinking: {
        enabled: true,
        trustedProviders: [],
        // Whoever signs up with someone else's address would find its owner in their account.
        requireLocalEmailVerified: true,
        allowDifferentEmails: false,
        updateUserInfoOnLink: false,
      },
    },

    /** An account that is made counts as a sign-up, wherever its owner comes from. */
    async validateUserInfo({ source }, { headers }) {
      if (source.method !== 'oauth' || source.action !== 'create-user') return;
      const address = headers?.get(clientAddressHeader) ?? 'unknown';
      try {
        // An IPv6 client counts by its /64 here as everywhere.
        await admitSignUp(address.includes(':') ? `${address}/64` : address);
      } catch (error) {
        if (error instanceof Refusal) return { error: 'too_many_accounts' };
        throw error;
      }
    },

    /** Who may see the profile was said when they set out. */
    onUser: {
      before: async (made, context) => {
        if (context?.path !== '/callback/:id') return;
        const chosen = visibility.safeParse((await getOAuthState())?.visibility);
        return { data: { ...made, visibility: chosen.data ?? 'public' } };
      },
    },

    onAccount: {
      before: async (made) => {
        const nothing = { accessToken: null, refreshToken: null, idToken: null };
        return { data: { ...made, ...nothing, accessTokenExpiresAt: null, refreshTokenExpiresAt: null } };
      },
    },
  } satisfies Providers;
}

interface Providers {
  socialProviders: NonNullable<BetterAuthOptions['socialProviders']>;
  account: NonNullable<BetterAuthOptions['account']>;
  validateUserInfo: NonNullable<NonNullable<BetterAuthOptions['user']>['validateUserInfo']>;
  onUser: NonNullable<NonNullable<NonNullable<BetterAuthOptions['databaseHooks']>['user']>['create']>;
  onAccount: NonNullable<NonNullable<NonNullable<BetterAuthOptions['databaseHooks']>['account']>['create']>;
}

/** People with several accounts at Google are asked which they mean, also where they are signed in to one. */
const askingOnce = (app: ProviderApp) => ({ ...app, prompt: 'select_account' as const });

/**
 * An address that the provider hasn't verified is none: anyone could have written it there, and the answer to it would tell
 * whether someone here has it. Its picture is left where it is: nothing is fetched from an address that somebody gives.
 */
function trusting<Token, Profile extends object>(ask: AskWho<Token, Profile>): AskWho<Token, Profile> {
  return async (token) => {
    const told = await ask(token).catch(() => null);
    if (!told) return null;
    const { name, email, emailVerified } = told.user;
    const address = emailVerified === true ? emailSchema.safeParse(email) : null;
    const user = { name: named(name, told.data), email: address?.data ?? null, image: undefined, emailVerified: true };
    return { ...told, user };
  };
}

/** What people are called there, as far as it is a name here: the whole of it, or of GitHub the name they sign in with. */
function named(name: string | undefined, profile: object): string {
  for (const each of [name, name?.slice(0, 80), 'login' in profile && profile.login]) {
    const { data } = displayName.safeParse(each);
    if (data !== undefined) return data;
  }
  // The database calls those without a name something.
  return '';
}
