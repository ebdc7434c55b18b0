/** Numbers that server, web app and client agree on. Bytes are bytes, not characters. */

/** Decoded size of one upload unless the operator says otherwise (`MAX_UPLOAD_BYTES`). */
export const defaultMaxUploadBytes = 10_485_760;
/** Pixels by the header of the file, before anything is decoded. */
export const maxPixels = 50_000_000;
/** A stored picture fits in a square of this many pixels. */
export const maxStoredEdge = 2048;
/** Earlier pictures kept beside the current one. */
export const maxHistory = 20;
/** Identifiers in one `profile.many`. */
export const maxBatchIds = 100;
/** Days a released handle stays reserved for its former holder. */
export const releasedHandleDays = 90;

export const textLimits = {
  displayName: 80,
  bio: 500,
  pronouns: 40,
  location: 80,
  website: 200,
  altText: 300,
  search: 80,
} as const;
