import { formats, type StoredMimeType } from '@visage/contract/picture';
import type { Showing } from '../domain/showing';
import type { Asked, RecallPicture } from '../domain/shown-pictures';
import { type ByteCache, createByteCache } from '../memory/byte-cache';
import type { Subject } from '../storage/shown-picture';
import { formatHttpDate } from './http-date';
import { negotiate } from './negotiate';
import { inert, pictureValidators } from './picture-headers';
import { isNegotiated, type PictureQuery, readPictureQuery, stepFor } from './picture-query';
import type { Validators } from './preconditions';
import { targetOf } from './target';

/** What a URL of someone's picture means, whoever asks and whenever; worked out once. */
export interface PictureTarget {
  /** Which route it is a URL of. */
  route: 'picture' | 'avatar';
  /** Null for what can be nobody. */
  subject: Subject | null;
  query: PictureQuery;
  /** The square to be made of the picture; null: as it is stored. */
  side: { step: number; exact: boolean } | null;
  isNegotiated: boolean;
  /** What memory is asked, by the MIME type asked for. */
  recalls: Map<StoredMimeType | null, RecallPicture>;
}

/** Headers of an answer with a picture, as they are for one second. */
export interface PreparedHeaders extends Validators {
  /** Unix seconds. */
  now: number;
  full: Headers;
  notModified: Headers;
}

/** Targets by the URL as Bun gives it, so that one asked for again isn't read again. */
export interface PictureTargets {
  known(url: string): PictureTarget | undefined;
  of(request: Request, read: () => PictureTarget): PictureTarget;
}

/** A parsed URL and what is prepared for it, roughly, in bytes. */
export const targetBytes = 2048;

/** @param capacity in bytes; 0 keeps none */
export function createPictureTargets(capacity: number): PictureTargets {
  const targets: ByteCache<PictureTarget> = createByteCache(capacity);
  return {
    known: targets.get,
    of(request, read) {
      const known = targets.get(request.url);
      if (known) return known;
      const target = read();
      targets.set(request.url, target, targetBytes + 2 * request.url.length);
      return target;
    },
  };
}

/** Of the picture route; `id` as in the URL, percent-decoded. Throws `BadParameter`. */
export function readPictureTarget(request: Request, id: string): PictureTarget {
  const query = readPictureQuery(targetOf(request).searchParams);
  return {
    route: 'picture',
    subject: subjectOf(id),
    query,
    side: query.size === null ? null : { step: stepFor(query.size), exact: false },
    isNegotiated: isNegotiated(query),
    recalls: new Map(),
  };
}

/** `me` is no id here, and Postgres knows no NUL. No name is longer than 128, nor empty. */
function subjectOf(id: string): Subject | null {
  const [, kind, name = ''] = /^(@|ext:|)(.*)$/s.exec(id) ?? [];
  if (id === 'me' || name.includes('\0') || name.length > 128 || name === '') return null;
  if (kind === '@') return { handle: name.toLowerCase() };
  return kind === 'ext:' ? { externalId: name } : { userId: name };
}

/** The type that is asked for; null: whatever every browser knows. */
export function typeOf(request: Request, { query: { format }, isNegotiated }: PictureTarget): StoredMimeType | null {
  if (isNegotiated) return negotiate(request.headers.get('accept'));
  return format && formats[format];
}

/** What is asked about it, with these preconditions; null for what can be nobody. */
export function askedOf(
  { subject, side, query: { version } }: PictureTarget,
  mimeType: StoredMimeType | null,
  since: number | null,
  bytes: Asked['bytes'],
): Asked | null {
  return subject && { subject, square: side && { ...side, mimeType }, version, since, bytes };
}

let dated = { second: Number.NaN, date: '' };

/** One string for all answers of a second: a processor has it at hand. */
function dateOf(second: number): string {
  if (dated.second !== second) dated = { second, date: formatHttpDate(second) };
  return dated.date;
}

/** The headers of an answer with a picture; null where there is none. `now` in Unix seconds. */
export function prepareHeaders(target: PictureTarget, showing: Showing, now: number): PreparedHeaders | null {
  if (!showing.picture) return null;
  const { mimeType, file } = showing.picture;
  // Of what has yet to be made nobody knows it; Bun adds that of the bytes it is given.
  const length = file.byteSize !== null && { 'Content-Length': String(file.byteSize) };
  const etag = `"${file.digest}"`;
  const both = {
    ...pictureValidators(showing, etag, target.query, now),
    // Bun's own date can lag by a second, and Last-Modified must never be later than it.
    Date: dateOf(now),
    ...(target.isNegotiated && { Vary: 'Accept' }),
  };
  return {
    etag,
    lastModified: showing.lastUpdated,
    now,
    notModified: new Headers(both),
    full: new Headers({ ...both, ...inert, 'Content-Type': mimeType, ...length }),
  };
}
