import type { PictureMetadata, StoredMimeType } from '@visage/contract/picture';
import { earlierPictureUrl, pictureUrl } from '@visage/contract/picture-url';
import { type SQL, sql } from 'drizzle-orm';
import { milliseconds } from './instant';
import { picture, pictureState } from './schema';

/** Everything about a picture but its bytes, as selected. A query that joins loosely may find none. */
export const pictureColumns = {
  id: picture.id,
  mimeType: picture.mimeType,
  width: picture.width,
  height: picture.height,
  byteSize: picture.byteSize,
  digest: sql<string>`encode(${picture.digest}, 'hex')`,
  altText: picture.altText,
  thumbhash: picture.thumbhash,
};

/** The answer of the picture route that shows the user's current picture. */
export const currentAnswer = {
  version: pictureState.version,
  lastUpdated: milliseconds(pictureState.lastUpdated),
};

/** The last answer that showed an earlier picture. */
export const earlierAnswer = {
  version: sql<string>`coalesce(${picture.shownVersion}, '')`,
  lastUpdated: milliseconds(sql`coalesce(${picture.shownAt}, ${picture.createdAt})`),
};

export interface PictureRow {
  id: string;
  mimeType: string;
  width: number;
  height: number;
  byteSize: number;
  digest: string;
  altText: string;
  thumbhash: string;
  version: string;
  lastUpdated: number;
}

/** Metadata of the picture that `userId` shows now. */
export function currentMetadata(userId: string, row: PictureRow): PictureMetadata {
  return metadata(row, pictureUrl({ id: userId }, { version: row.version }));
}

/** Metadata of an earlier picture of `userId`. */
export function earlierMetadata(userId: string, row: PictureRow): PictureMetadata {
  return metadata(row, earlierPictureUrl(userId, row.id));
}

/** The condition that joins a user's state to the picture it shows. */
export const isCurrent: SQL = sql`${picture.userId} = ${pictureState.userId} AND ${picture.id} = ${pictureState.currentPictureId}`;

function metadata(row: PictureRow, url: string): PictureMetadata {
  return {
    id: row.id,
    version: row.version,
    url,
    // The column's check constraint holds it to this set.
    mimeType: row.mimeType as StoredMimeType,
    width: row.width,
    height: row.height,
    byteSize: row.byteSize,
    digest: row.digest,
    altText: row.altText,
    thumbhash: row.thumbhash,
    lastUpdated: new Date(row.lastUpdated).toISOString(),
  };
}
