import * as z from 'zod/mini';
import { email } from './account';
import { handle } from './handle';
import { maxBatchIds, textLimits } from './limits';
import { pictureMetadata } from './picture';
import { identifier, instant, line, optionalInput, paragraph } from './text';

/** Who may see a profile and its picture: anyone, anyone signed in, or the owner alone (administrators always may). */
export const visibilities = ['public', 'members', 'private'] as const;
export const visibility = z.enum(visibilities);
export type Visibility = z.infer<typeof visibility>;

export const displayName = line(textLimits.displayName).check(z.minLength(1, 'Tell people what to call you.'));

/** A web address people can follow, or nothing. Only http and https, so that a link never runs a script. */
export const website = line(textLimits.website).check(
  z.refine((text) => text === '' || isWebAddress(text), 'Use a full address, like https://example.org.'),
);

/** The fields a person edits, each with the sentence shown when it is wrong. */
export const profileFields = {
  handle,
  displayName,
  bio: paragraph(textLimits.bio),
  pronouns: line(textLimits.pronouns),
  location: line(textLimits.location),
  website,
  visibility,
  lookupByEmail: z.boolean(),
};

export const profile = z.object({
  id: identifier,
  handle: z.string(),
  displayName: z.string(),
  bio: z.string(),
  pronouns: z.string(),
  location: z.string(),
  website: z.string(),
  visibility,
  revision: z.int(),
  createdAt: instant,
  updatedAt: instant,
  picture: z.nullable(pictureMetadata),
});
export type Profile = z.infer<typeof profile>;

export const ownProfile = z.extend(profile, { email: z.string(), lookupByEmail: z.boolean() });
export type OwnProfile = z.infer<typeof ownProfile>;

export const meInput = optionalInput(z.strictObject({}));

/** `externalId`: what another site calls them, as `profile.provision` was told. */
export const getInput = z.union([
  z.strictObject({ id: identifier }),
  z.strictObject({ handle: identifier }),
  z.strictObject({ externalId: identifier }),
]);

const batch = z.array(identifier).check(z.maxLength(maxBatchIds));
export const manyInput = z.union([
  z.strictObject({ ids: batch }),
  z.strictObject({ handles: batch }),
  z.strictObject({ externalIds: batch }),
]);
export const manyOutput = z.array(z.nullable(profile));

export const listInput = optionalInput(
  z.strictObject({
    search: z.optional(line(textLimits.search)),
    cursor: z.nullish(identifier),
    limit: z.optional(z.int().check(z.minimum(1), z.maximum(100))),
  }),
);
export const listOutput = z.object({ items: z.array(profile), nextCursor: z.nullable(z.string()) });

export const updateInput = z.strictObject({
  userId: z.optional(identifier),
  revision: z.int(),
  ...z.partial(z.object(profileFields)).shape,
});
export type ProfileUpdate = z.infer<typeof updateInput>;
/** No e-mail address: an administrator may be the one who is answered. */
export const updateOutput = z.extend(profile, { lookupByEmail: z.boolean() });
export type UpdatedProfile = z.infer<typeof updateOutput>;

export const provisionInput = z.strictObject({
  /** What another site calls this person: opaque, compared as it stands. */
  externalId: identifier,
  email: z.optional(email),
  displayName,
  handle: z.optional(handle),
});
/** As after {@link updateInput}: no e-mail address. */
export const provisionOutput = updateOutput;

function isWebAddress(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const { protocol, hostname } = new URL(text);
  return (protocol === 'https:' || protocol === 'http:') && hostname.includes('.');
}
