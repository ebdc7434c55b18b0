import * as z from 'zod/mini';
import { maxBatchIds, maxSize, signedUrlSeconds, textLimits } from './limits';
import { identifier, instant, line, optionalInput } from './text';

/** What Visage stores. GIF is accepted and becomes PNG. */
export const storedMimeTypes = ['image/jpeg', 'image/png', 'image/webp', 'image/avif'] as const;
export type StoredMimeType = (typeof storedMimeTypes)[number];

/** What an upload may be. */
export const acceptedMimeTypes = [...storedMimeTypes, 'image/gif'] as const;
export type AcceptedMimeType = (typeof acceptedMimeTypes)[number];

/** What `format` may ask for, and the MIME type of each. */
export const formats = { avif: 'image/avif', webp: 'image/webp', jpeg: 'image/jpeg', png: 'image/png' } as const;
export type Format = keyof typeof formats;
export const format = z.enum(['avif', 'webp', 'jpeg', 'png']);

export const altText = line(textLimits.altText);

/** The user whose picture is meant; only administrators may name another than themselves. */
const subject = { userId: z.optional(identifier) };

export const pictureMetadata = z.object({
  id: identifier,
  /** Names the present answer of the picture route; of an earlier picture, the last answer that showed it. */
  version: z.string(),
  /** Path-absolute. Of the current picture its versioned, immutable route; of an earlier one a route only its owner may read. */
  url: z.string(),
  mimeType: z.enum(storedMimeTypes),
  width: z.int(),
  height: z.int(),
  byteSize: z.int(),
  /** Hex SHA-256 of the bytes the route serves without `size`. */
  digest: z.string(),
  altText: z.string(),
  /** Base64 of a ThumbHash (evanw.github.io/thumbhash), about 25 bytes. */
  thumbhash: z.string(),
  lastUpdated: instant,
});
export type PictureMetadata = z.infer<typeof pictureMetadata>;

export const uploadInput = z.strictObject({
  ...subject,
  /** Base64 of the file (RFC 4648 section 4), without a `data:` prefix. */
  data: z.string(),
  mimeType: z.string(),
  altText: z.optional(altText),
});

export const importGravatarInput = optionalInput(z.strictObject({}));

export const removeInput = optionalInput(z.strictObject(subject));
export const removeOutput = z.object({ picture: z.null() });

export const historyInput = optionalInput(z.strictObject(subject));
export const historyOutput = z.object({
  items: z.array(pictureMetadata),
  nextCursor: z.nullable(z.string()),
});

export const pictureInput = z.strictObject({ ...subject, pictureId: identifier });
export const forgetOutput = z.object({ forgotten: z.literal(true) });

export const altTextInput = z.strictObject({ ...subject, pictureId: identifier, altText });

export const signedUrlInput = optionalInput(
  z.strictObject({
    ...subject,
    size: z.optional(z.int().check(z.minimum(1), z.maximum(maxSize))),
    /** Of a sized picture; WebP unless given. */
    format: z.optional(format),
    /** Seconds. */
    expiresIn: z.optional(z.int().check(z.minimum(1), z.maximum(signedUrlSeconds.owner))),
  }),
);
/** `url` is path-absolute and needs no session until `expiresAt`. */
export const signedUrlOutput = z.object({ url: z.string(), expiresAt: instant });

export const onChangeInput = z.strictObject({
  /** Users. */
  ids: z.array(identifier).check(z.minLength(1), z.maxLength(maxBatchIds)),
  /** Where `Last-Event-ID` ends up. Ignored: whoever connects is told everything. */
  lastEventId: z.optional(z.string()),
});
/** Which picture someone shows now. Both null where there is none, or the caller may not see it. */
export const pictureChange = z.object({
  userId: identifier,
  version: z.nullable(z.string()),
  /** As in {@link pictureMetadata}. */
  url: z.nullable(z.string()),
});
export type PictureChange = z.infer<typeof pictureChange>;
