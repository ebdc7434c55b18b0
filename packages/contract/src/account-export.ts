import * as z from 'zod/mini';
import { scope } from './api-key';
import { storedMimeTypes } from './picture';
import { visibility } from './profile';
import { instant, optionalInput } from './text';

// In a file of its own, so that sign-in forms, which need the rest of what is said of accounts, don't load it.

export const exportInput = optionalInput(z.strictObject({}));

const exportedPicture = z.object({
  id: z.string(),
  current: z.boolean(),
  mimeType: z.enum(storedMimeTypes),
  width: z.int(),
  height: z.int(),
  byteSize: z.int(),
  /** Hex SHA-256 of the bytes. */
  digest: z.string(),
  altText: z.string(),
  thumbhash: z.string(),
  dominantColor: z.string(),
  hasAlpha: z.boolean(),
  cropX: z.int(),
  cropY: z.int(),
  createdAt: instant,
  /** When, and under which version, it was last made current. */
  shownAt: z.nullable(instant),
  shownVersion: z.nullable(z.string()),
  /** The file, in base64. Sizes made from it are not here: they say nothing more. */
  data: z.string(),
});

/** Everything held about someone, as of one moment, but what works like a key: no tokens, no hashes of passwords. */
export const accountExport = z.object({
  exportedAt: instant,
  user: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    emailVerified: z.boolean(),
    image: z.nullable(z.string()),
    /** What was chosen when signing up. */
    signUpVisibility: z.string(),
    createdAt: instant,
    updatedAt: instant,
  }),
  profile: z.object({
    handle: z.string(),
    displayName: z.string(),
    bio: z.string(),
    pronouns: z.string(),
    location: z.string(),
    website: z.string(),
    visibility,
    lookupByEmail: z.boolean(),
    revision: z.int(),
    createdAt: instant,
    updatedAt: instant,
  }),
  /** Names that lead to the user (`handle`; `ext`: what another site calls them), or, with `releasedAt`, did and are kept for them for 90 days from then. */
  names: z.array(z.object({ kind: z.string(), name: z.string(), boundAt: instant, releasedAt: z.nullable(instant) })),
  /** What the picture route answers now, and since when. */
  shown: z.object({ pictureId: z.nullable(z.string()), version: z.string(), lastUpdated: instant }),
  /** The current one first, then earlier ones, the one shown last first. */
  pictures: z.array(exportedPicture),
  sessions: z.array(
    z.object({
      createdAt: instant,
      updatedAt: instant,
      expiresAt: instant,
      ipAddress: z.nullable(z.string()),
      userAgent: z.nullable(z.string()),
    }),
  ),
  /** `accountId` is what the provider calls the user; of a password, the user's id. */
  signInMethods: z.array(
    z.object({
      provider: z.string(),
      accountId: z.string(),
      scope: z.nullable(z.string()),
      createdAt: instant,
      updatedAt: instant,
    }),
  ),
  /** Without the keys themselves, which are kept nowhere; `start` is how each begins. Those that have run out are here until they are swept away. */
  apiKeys: z.array(
    z.object({
      name: z.nullable(z.string()),
      start: z.nullable(z.string()),
      scopes: z.array(scope),
      createdAt: instant,
      updatedAt: instant,
      /** Null: never. */
      expiresAt: z.nullable(instant),
      /** To the minute; null: not yet. */
      lastUsedAt: z.nullable(instant),
    }),
  ),
  /** What authenticators have told of themselves: `aaguid` names the make, `signatureCount` how often it says it was used. */
  passkeys: z.array(
    z.object({
      name: z.nullable(z.string()),
      deviceType: z.string(),
      backedUp: z.boolean(),
      transports: z.nullable(z.string()),
      aaguid: z.nullable(z.string()),
      signatureCount: z.int(),
      createdAt: instant,
    }),
  ),
  /** Links that were mailed and still work. */
  openLinks: z.array(z.object({ createdAt: instant, updatedAt: instant, expiresAt: instant })),
  /** Counters of limits under the user's id or address: `what` is limited, `subject` is which of the two. */
  counters: z.array(z.object({ what: z.string(), subject: z.string(), used: z.int(), expiresAt: instant })),
});
export type AccountExport = z.infer<typeof accountExport>;
