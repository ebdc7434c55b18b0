import type { StoredMimeType } from '@visage/contract/picture';
import type postgres from 'postgres';
import { isPictureId } from './picture-id';
import type { Bytes } from './shown-picture';

export interface EarlierPicture {
  mimeType: StoredMimeType;
  /** Hex SHA-256 of the bytes. */
  digest: string;
  byteSize: number;
  /** Null when they were not asked for, or the asker holds them. */
  data: Uint8Array | null;
}

/** One picture of a user's, current or earlier; with its bytes only when they will be sent. */
export type ReadEarlierPicture = (userId: string, pictureId: string, bytes: Bytes) => Promise<EarlierPicture | null>;

export function createEarlierPictureReader(sql: postgres.Sql): ReadEarlierPicture {
  return async (userId, pictureId, bytes) => {
    if (!isPictureId(pictureId)) return null;
    const digests = bytes === 'none' ? [] : bytes.unlessHeld.digests;
    const [row] = await sql<EarlierPicture[]>`
      SELECT mime_type AS "mimeType", encode(digest, 'hex') AS digest, byte_size AS "byteSize",
        CASE WHEN ${bytes !== 'none'} AND NOT encode(digest, 'hex') = ANY(${digests as string[]}) THEN data END AS data
      FROM picture WHERE user_id = ${userId} AND id = ${pictureId}`;
    return row ?? null;
  };
}
