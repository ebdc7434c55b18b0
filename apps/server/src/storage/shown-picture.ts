import type { StoredMimeType } from '@visage/contract/picture';
import type { Visibility } from '@visage/contract/profile';
import type postgres from 'postgres';
import type { RenditionKey } from './rendition-store';
import type { Scope } from './scope';

/** Whose picture a URL means. */
export type Subject = { userId: string } | { handle: string };

/** The picture as it is stored, or a square of it: `step` is its side, if the picture is that large. */
export type Form = 'stored' | { step: number; opaque: Encoding; transparent: Encoding };

/** How a rendition is encoded, and the name of the encoder's settings. */
export interface Encoding {
  mimeType: StoredMimeType;
  settings: string;
}

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
  displayName: string;
  visibility: Visibility;
  version: string;
  /** HTTP date of the answer under the name it was asked for, in Unix seconds. */
  lastUpdated: number;
  picture: PictureInForm | null;
}

/** The current picture in the form asked for. */
export interface PictureInForm {
  mimeType: StoredMimeType;
  /** Null when it is a rendition that has yet to be made. */
  file: File | null;
  /** What to make it by; null for the picture as stored. */
  rendition: RenditionKey | null;
}

export interface File {
  /** Hex SHA-256 of the bytes. */
  digest: string;
  byteSize: number;
  /** Null when they were not asked for, or the asker holds them. */
  data: Uint8Array | null;
}

/** Metadata come whoever asks, so that the caller of this can decide; bytes only of what is in `scope`. */
export type ReadShownPicture = (
  subject: Subject,
  scope: Scope,
  form: Form,
  bytes: Bytes,
) => Promise<ShownPicture | null>;

/**
 * Reads what the picture route answers: metadata always, bytes only when they will be sent, both in one statement, so that
 * no update can fall between a validator and the bytes it names.
 */
export function createShownPictureReader(sql: postgres.Sql): ReadShownPicture {
  return async (subject, scope, form, bytes) => {
    const wanted = bytes !== 'none';
    const digests = wanted ? bytes.unlessHeld.digests : [];
    const since = wanted ? bytes.unlessHeld.since : null;
    const named =
      'userId' in subject
        ? sql`FROM picture_state s WHERE s.user_id = ${subject.userId}`
        : sql`FROM alias a JOIN picture_state s ON s.user_id = a.user_id
              WHERE a.kind = 'handle' AND a.name = ${subject.handle} AND a.released_at IS NULL`;
    const boundAt = 'userId' in subject ? sql`NULL::timestamptz` : sql`a.bound_at`;
    const file = form === 'stored' ? sql`picture` : sql`rendition`;
    const [row] = await sql<Row[]>`
      WITH answer AS (
        SELECT s.user_id, s.version, s.current_picture_id,
          extract(epoch FROM GREATEST(s.last_updated, ${boundAt}))::float8 AS last_updated
        ${named}
      )
      SELECT answer.user_id, answer.version, answer.last_updated, profile.visibility, profile.display_name,
        picture.id, picture.has_alpha, picture.mime_type, LEAST(picture.width, picture.height) AS shorter,
        ${file}.byte_size, encode(${file}.digest, 'hex') AS digest,
        CASE WHEN ${wanted}
          AND (profile.visibility = ANY(${scope.visibilities as string[]}) OR answer.user_id = ${scope.userId})
          AND NOT encode(${file}.digest, 'hex') = ANY(${digests as string[]})
          AND (${since}::float8 IS NULL OR answer.last_updated > ${since}::float8)
        THEN ${file}.data END AS data
      FROM answer
      JOIN profile ON profile.user_id = answer.user_id
      LEFT JOIN picture ON picture.user_id = answer.user_id AND picture.id = answer.current_picture_id
      ${form === 'stored' ? sql`` : joinRendition(form)}`;
    if (!row) return null;
    return {
      userId: row.user_id,
      displayName: row.display_name,
      visibility: row.visibility,
      version: row.version,
      lastUpdated: row.last_updated,
      picture: row.id === null ? null : inForm(row, row.id, form),
    };
  };

  function joinRendition({ step, opaque, transparent }: Exclude<Form, 'stored'>) {
    return sql`LEFT JOIN rendition ON rendition.picture_id = picture.id
      AND rendition.side = LEAST(${step}::int, picture.width, picture.height)
      AND rendition.mime_type = CASE WHEN picture.has_alpha THEN ${transparent.mimeType} ELSE ${opaque.mimeType} END
      AND rendition.settings = CASE WHEN picture.has_alpha THEN ${transparent.settings} ELSE ${opaque.settings} END`;
  }
}

interface Row {
  user_id: string;
  display_name: string;
  version: string;
  last_updated: number;
  visibility: Visibility;
  /** Null, with all below, where there is no picture. */
  id: string | null;
  has_alpha: boolean;
  mime_type: StoredMimeType;
  shorter: number;
  /** Null, with all below, where the rendition has yet to be made. */
  digest: string | null;
  byte_size: number;
  data: Uint8Array | null;
}

function inForm(row: Row, pictureId: string, form: Form): PictureInForm {
  const file = row.digest === null ? null : { digest: row.digest, byteSize: row.byte_size, data: row.data };
  if (form === 'stored') return { mimeType: row.mime_type, file, rendition: null };
  const encoding = row.has_alpha ? form.transparent : form.opaque;
  const side = Math.min(form.step, row.shorter);
  return { mimeType: encoding.mimeType, file, rendition: { pictureId, side, ...encoding } };
}
