/** Numbers that server, web app and client agree on. Bytes are bytes, not characters. */

/** Decoded size of one upload unless the operator says otherwise (`MAX_UPLOAD_BYTES`). */
export const defaultMaxUploadBytes = 10_485_760;
/** Pixels by the header of the file, before anything is decoded. */
export const maxPixels = 50_000_000;
/** A stored picture fits in a square of this many pixels. */
export const maxStoredEdge = 2048;
/** Sides of the squares that pictures are served in, in pixels. */
export const sizeSteps = [32, 64, 128, 256, 512, 1024] as const;
/** The largest `size` that may be asked for. */
export const maxSize = 2048;
/** Seconds that a signed URL works, by default and at most; and at most for the owner or an administrator. */
export const signedUrlSeconds = { usual: 300, owner: 604_800 } as const;
/** Seconds that an API key may be made to work: ten years. */
export const apiKeySeconds = 315_360_000;
/** API keys of one account that work. */
export const maxApiKeys = 50;
/** Passkeys of one account. */
export const maxPasskeys = 20;
/** Earlier pictures kept beside the current one. */
export const maxHistory = 20;
/** Identifiers in one `profile.many` or `picture.onChange`. */
export const maxBatchIds = 100;

export const textLimits = {
  displayName: 80,
  bio: 500,
  pronouns: 40,
  location: 80,
  website: 200,
  altText: 300,
  search: 80,
  keyName: 60,
} as const;
