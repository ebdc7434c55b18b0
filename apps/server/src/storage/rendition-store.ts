import type { StoredMimeType } from '@visage/contract/picture';
import type postgres from 'postgres';

/** Names a rendition: the picture, the side of its square in pixels, and how it is encoded. */
export interface RenditionKey {
  pictureId: string;
  side: number;
  mimeType: StoredMimeType;
  /** Names the encoder's settings, so that better ones make new renditions. */
  settings: string;
}

export interface StoredRendition {
  /** Hex SHA-256 of the bytes. */
  digest: string;
  byteSize: number;
  data: Uint8Array;
}

/** What a rendition is made from: the stored picture, and left and top of the square shown of it. */
export interface StoredSource {
  data: Uint8Array;
  width: number;
  height: number;
  cropX: number;
  cropY: number;
}

export interface RenditionStore {
  /** Null when the picture is gone. */
  source(pictureId: string): Promise<StoredSource | null>;
  find(key: RenditionKey): Promise<StoredRendition | null>;
  /**
   * Stores a rendition while its picture exists. Answers the one that is stored, which may be one another process was
   * quicker with; null when the picture is gone.
   */
  keep(key: RenditionKey, data: Uint8Array): Promise<StoredRendition | null>;
}

/** SQLSTATE of a row that refers to one that is not there. */
const foreignKeyViolation = '23503';

export function createRenditionStore(sql: postgres.Sql): RenditionStore {
  async function find({ pictureId, side, mimeType, settings }: RenditionKey): Promise<StoredRendition | null> {
    const [row] = await sql<StoredRendition[]>`
      SELECT encode(digest, 'hex') AS digest, byte_size AS "byteSize", data FROM rendition
      WHERE picture_id = ${pictureId} AND side = ${side} AND mime_type = ${mimeType} AND settings = ${settings}`;
    return row ?? null;
  }
  return {
    find,

    async source(pictureId) {
      const [row] = await sql<StoredSource[]>`
        SELECT data, width, height, crop_x AS "cropX", crop_y AS "cropY" FROM picture WHERE id = ${pictureId}`;
      return row ?? null;
    },

    async keep(key, data) {
      const { pictureId, side, mimeType, settings } = key;
      try {
        const [kept] = await sql<{ digest: string }[]>`
          INSERT INTO rendition (picture_id, side, mime_type, settings, data)
          VALUES (${pictureId}, ${side}, ${mimeType}, ${settings}, ${data})
          ON CONFLICT DO NOTHING RETURNING encode(digest, 'hex') AS digest`;
        return kept ? { digest: kept.digest, byteSize: data.byteLength, data } : await find(key);
      } catch (error) {
        if ((error as { code?: string }).code === foreignKeyViolation) return null;
        throw error;
      }
    },
  };
}
