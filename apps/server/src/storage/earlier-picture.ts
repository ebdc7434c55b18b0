import type { StoredMimeType } from '@visage/contract/picture';
import type postgres from 'postgres';
import { isPictureId } from './picture-id';

export interface EarlierPicture {
  mimeType: StoredMimeType;
  /** Hex SHA-256 of the bytes. */
  digest: string;
  data: Uint8Array;
}

/** One picture of a user's, current or earlier, with its bytes. */
export type ReadEarlierPicture = (userId: string, pictureId: string) => Promise<EarlierPicture | null>;

export function createEarlierPictureReader(sql: postgres.Sql): ReadEarlierPicture {
  return async (userId, pictureId) => {
    if (!isPictureId(pictureId)) return null;
    const [row] = await sql<EarlierPicture[]>`
      SELECT mime_type AS "mimeType", encode(digest, 'hex') AS digest, data
      FROM picture WHERE user_id = ${userId} AND id = ${pictureId}`;
    return row ?? null;
  };
}
