import * as z from 'zod/mini';
import { optionalInput } from './text';

export const siteSettingsInput = optionalInput(z.strictObject({}));

/** What the operator allows, for apps that offer only what works here. */
export const siteSettings = z.object({ gravatarImport: z.boolean() });
export type SiteSettings = z.infer<typeof siteSettings>;
