import type { StoredMimeType } from '@visage/contract/picture';
import type { Visibility } from '@visage/contract/profile';
import type postgres from 'postgres';
import { askTogether } from './ask-together';
import type { RenditionKey } from './rendition-store';
import type { Scope } from './scope';
import { withinReach } from './within-reach';

/** Whose picture a URL means. */
export type Subject = { userId: string } | { handle: string } | { externalId: string } | { addressHash: string };

/** The picture as it is stored, or a square of it: `step` is its side, in any case if `exact`, else if the picture is that large. */
export type Form = 'stored' | { step: number; exact: boolean; opaque: Encoding; transparent: Encoding };

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

/** Questions in one statement at most: it bounds what an answer of the database holds in memory at once. */
const maxTogether = 16;

/**
 * Reads what the picture route answers: metadata always, bytes only when they will be sent, both in one statement, so that
 * no update can fall between a validator and the bytes it names. What is asked in one turn of the event loop is asked together.
 */
export function createShownPictureReader(sql: postgres.Sql): ReadShownPicture {
  const ask = askTogether(async (questions: Question[]) => {
    const rows = new Map((await withinReach(select(questions))).map((row) => [row.place, row]));
    return questions.map((_, place) => rows.get(place));
  }, maxTogether);

  return async (subject, scope, form, bytes) => {
    const row = await ask(toQuestion(subject, scope, form, bytes));
    return row ? toShownPicture(row, form) : null;
  };

  /**
   * Each question is looked up by itself, from its index, whatever the planner makes of the size of the list (LIMIT keeps
   * the look-up whole). Base64 is half of what the driver would otherwise carry, which is hex.
   */
  function select(questions: readonly Question[]) {
    const list = JSON.stringify(questions.map((question, place) => ({ place, ...question })));
    return sql<Row[]>`
      SELECT asked.place, answer.*
      FROM jsonb_to_recordset(${list}::text::jsonb) AS asked (place int, user_id text, kind text, name text, visibilities text[],
        viewer text, step int, exact boolean, opaque_type text, opaque_settings text, transparent_type text, transparent_settings text,
        wanted boolean, digests text[], since float8)
      CROSS JOIN LATERAL (
        SELECT state.user_id, state.version, dated.last_updated, state.visibility, state.display_name,
          picture.id, picture.has_alpha, picture.mime_type, LEAST(picture.width, picture.height) AS shorter,
          file.byte_size, file.digest,
          CASE WHEN asked.wanted
            AND (state.visibility = ANY(asked.visibilities) OR state.user_id = asked.viewer)
            AND NOT file.digest = ANY(asked.digests)
            AND (asked.since IS NULL OR dated.last_updated > asked.since)
          THEN encode(CASE WHEN asked.step IS NULL THEN picture.data ELSE rendition.data END, 'base64') END AS data
        FROM (
          SELECT asked.user_id, NULL::timestamptz AS bound_at WHERE asked.user_id IS NOT NULL
          UNION ALL
          SELECT alias.user_id, alias.bound_at FROM alias
            WHERE alias.kind = asked.kind AND alias.name = asked.name AND alias.released_at IS NULL
        ) named
        JOIN picture_state state ON state.user_id = named.user_id
        CROSS JOIN LATERAL (
          SELECT extract(epoch FROM GREATEST(state.last_updated, named.bound_at))::float8 AS last_updated
        ) dated
        LEFT JOIN picture ON picture.user_id = state.user_id AND picture.id = state.current_picture_id
        LEFT JOIN rendition ON asked.step IS NOT NULL AND rendition.picture_id = picture.id
          AND rendition.side = CASE WHEN asked.exact THEN asked.step ELSE LEAST(asked.step, picture.width, picture.height) END
          AND rendition.mime_type = CASE WHEN picture.has_alpha THEN asked.transparent_type ELSE asked.opaque_type END
          AND rendition.settings = CASE WHEN picture.has_alpha THEN asked.transparent_settings ELSE asked.opaque_settings END
        CROSS JOIN LATERAL (
          SELECT CASE WHEN asked.step IS NULL THEN picture.byte_size ELSE rendition.byte_size END AS byte_size,
            encode(CASE WHEN asked.step IS NULL THEN picture.digest ELSE rendition.digest END, 'hex') AS digest
        ) file
        LIMIT 1
      ) answer`;
  }
}

/** As the statement reads it, by name; null is what is left out. */
type Question = ReturnType<typeof toQuestion>;

function toQuestion(subject: Subject, scope: Scope, form: Form, bytes: Bytes) {
  return {
    ...named(subject),
    visibilities: scope.visibilities,
    viewer: scope.userId,
    ...(form !== 'stored' && {
      step: form.step,
      exact: form.exact,
      opaque_type: form.opaque.mimeType,
      opaque_settings: form.opaque.settings,
      transparent_type: form.transparent.mimeType,
      transparent_settings: form.transparent.settings,
    }),
    wanted: bytes !== 'none',
    digests: bytes === 'none' ? [] : bytes.unlessHeld.digests,
    since: bytes === 'none' ? null : bytes.unlessHeld.since,
  };
}

function named(subject: Subject): { user_id: string } | { kind: string; name: string } {
  if ('userId' in subject) return { user_id: subject.userId };
  if ('handle' in subject) return { kind: 'handle', name: subject.handle };
  return 'externalId' in subject
    ? { kind: 'ext', name: subject.externalId }
    : { kind: 'hash', name: subject.addressHash };
}

interface Row {
  /** Of the question in the list. */
  place: number;
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
  /** Base64, in lines. */
  data: string | null;
}

function toShownPicture(row: Row, form: Form): ShownPicture {
  return {
    userId: row.user_id,
    displayName: row.display_name,
    visibility: row.visibility,
    version: row.version,
    lastUpdated: row.last_updated,
    picture: row.id === null ? null : inForm(row, row.id, form),
  };
}

function inForm(row: Row, pictureId: string, form: Form): PictureInForm {
  const data = row.data === null ? null : Uint8Array.fromBase64(row.data);
  const file = row.digest === null ? null : { digest: row.digest, byteSize: row.byte_size, data };
  if (form === 'stored') return { mimeType: row.mime_type, file, rendition: null };
  const encoding = row.has_alpha ? form.transparent : form.opaque;
  const side = form.exact ? form.step : Math.min(form.step, row.shorter);
  return { mimeType: encoding.mimeType, file, rendition: { pictureId, side, ...encoding } };
}
