/** What `format` may ask for. */
export type Format = 'avif' | 'webp' | 'jpeg' | 'png';

/** Whose picture is meant: one's own unless given, which only administrators may. */
export interface OfUser {
  userId?: string;
}

export interface PictureMetadata {
  id: string;
  /** Names the present answer of the picture route; of an earlier picture, the last answer that showed it. */
  version: string;
  /** Path-absolute on Visage. Of the current picture its versioned, immutable route; of an earlier one a route only its owner may read. */
  url: string;
  mimeType: 'image/jpeg' | 'image/png' | 'image/webp' | 'image/avif';
  width: number;
  height: number;
  byteSize: number;
  /** Hex SHA-256 of the bytes the route serves without `size`. */
  digest: string;
  /** Empty where the person has described nothing. */
  altText: string;
  /** Base64 of a ThumbHash (evanw.github.io/thumbhash), about 25 bytes. */
  thumbhash: string;
  /** ISO 8601. */
  lastUpdated: string;
}

export interface Upload extends OfUser {
  /** Base64 of the file, without a `data:` prefix; `fileToUpload` makes it. */
  data: string;
  mimeType: string;
  altText?: string;
}

export interface OfPicture extends OfUser {
  pictureId: string;
}

export interface SignedUrlInput extends OfUser {
  /** Pixels, 1 to 2048. */
  size?: number;
  /** Of a sized picture; WebP unless given. */
  format?: Format;
  /** Seconds: at most 300, or 7 days for the owner and administrators. */
  expiresIn?: number;
}

export interface SignedUrl {
  /** Path-absolute on Visage; needs no session until `expiresAt`. */
  url: string;
  /** ISO 8601. */
  expiresAt: string;
}

/** Which picture someone shows now. Both null where there is none, or the caller may not see it. */
export interface PictureChange {
  userId: string;
  version: string | null;
  /** As in {@link PictureMetadata}. */
  url: string | null;
}

export interface OnChangeInput {
  /** Users, 1 to 100. */
  ids: string[];
  lastEventId?: string;
}
