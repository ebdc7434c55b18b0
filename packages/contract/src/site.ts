import * as z from 'zod/mini';
import { optionalInput } from './text';

export const siteSettingsInput = optionalInput(z.strictObject({}));

/** Where people may have an account already, and sign in with it. */
export const signInProviders = ['github', 'google'] as const;
export const signInProvider = z.enum(signInProviders);
export type SignInProvider = z.infer<typeof signInProvider>;

/** What the operator allows, for apps that offer only what works here. */
export const siteSettings = z.object({ gravatarImport: z.boolean(), signInWith: z.array(signInProvider) });
export type SiteSettings = z.infer<typeof siteSettings>;
