import type { StoredMimeType } from '@visage/contract/picture';
import type { Visibility } from '@visage/contract/profile';
import type postgres from 'postgres';
import type { Scope } from './scope';

/** Whose picture a URL means. */
export type Subject = { userId: string } | { handle: string };

/** What the asker holds already: bytes with these digests (hex), or whatever was current at this time (Unix seconds). */
export interface Held {
  digests: readonly string[];
  since: number | null;
}

/** Which bytes to read with the metadata: none, or those the asker does not hold. */
export type Bytes = 'none' | { unlessHeld: Held };

/** The answer of the picture route for one user at one moment, from one snapshot of the database. */
export interface ShownPicture {
  userId: string;
  visibility: Visibility;
  version: string;
  /** HTTP date of the answer under the name it was asked for, in Unix seconds. */
  lastUpdated: number;
  picture: StoredPicture | null;
}

export interface StoredPicture {
  id: string;
  mimeType: StoredMimeType;
  /** Hex SHA-256 of the bytes. */
  digest: string;
  byteSize: number;
  /** Null when they were not asked for, or the asker holds them. */
  data: Uint8Array | null;
}

/** Metadata come whoever asks, so that the caller of this can decide; bytes only of what is in `scope`. */
export type ReadShownPicture = (subject: Subject, scope: Scope, bytes: Bytes) => Promise<ShownPicture | null>;

/**
 * Reads what the picture route answers: metadata always, bytes only when they will be sent, both in one statement, so that
 * no update can fall between a validator and the bytes it names.
 */
export function createShownPictureReader(sql: postgres.Sql): ReadShownPicture {
  return async (subject, scope, bytes) => {
    const wanted = bytes !== 'none';
    const digests = wanted ? bytes.unlessHeld.digests : [];
    const since = wanted ? bytes.unlessHeld.since : null;
    const named =
      'userId' in subject
        ? sql`FROM picture_state s WHERE s.user_id = ${subject.userId}`
        : sql`FROM alias a JOIN picture_state s ON s.user_id = a.user_id
              WHERE a.kind = 'handle' AND a.name = ${subject.handle} AND a.released_at IS NULL`;
    const boundAt = 'userId' in subject ? sql`NULL::timestamptz` : sql`a.bound_at`;
    const [row] = await sql<Row[]>`
      WITH answer AS (
        SELECT s.user_id, s.version, s.current_picture_id,
          extract(epoch FROM GREATEST(s.last_updated, ${boundAt}))::float8 AS last_updated
        ${named}
      )
      SELECT answer.user_id, answer.version, answer.last_updated, profile.visibility,
        picture.id, picture.mime_type, picture.byte_size, encode(picture.digest, 'hex') AS digest,
        CASE WHEN ${wanted}
          AND (profile.visibility = ANY(${scope.visibilities as string[]}) OR answer.user_id = ${scope.userId})
          AND NOT encode(picture.digest, 'hex') = ANY(${digests as string[]})
          AND (${since}::float8 IS NULL OR answer.last_updated > ${since}::float8)
        THEN picture.data END AS data
      FROM answer
      JOIN profile ON profile.user_id = answer.user_id
      LEFT JOIN picture ON picture.user_id = answer.user_id AND picture.id = answer.current_picture_id`;
    if (!row) return null;
    return {
      userId: row.user_id,
      visibility: row.visibility,
      version: row.version,
      lastUpdated: row.last_updated,
      picture:
        row.id === null
          ? null
          : { id: row.id, mimeType: row.mime_type, digest: row.digest, byteSize: row.byte_size, data: row.data },
    };
  };
}

interface Row {
  user_id: string;
  version: string;
  last_updated: number;
  visibility: Visibility;
  id: string | null;
  mime_type: StoredMimeType;
  byte_size: number;
  digest: string;
  data: Uint8Array | null;
}
