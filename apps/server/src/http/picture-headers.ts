import type { Showing } from '../domain/showing';
import { formatHttpDate } from './http-date';
import { isNegotiated, type PictureQuery } from './picture-query';

/** For answers that anyone may use anywhere. */
export const openToOthers = { 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' };

/** Should the bytes ever be opened as a page, they can do nothing there. */
export const inert = { 'X-Content-Type-Options': 'nosniff', 'Content-Security-Policy': "default-src 'none'; sandbox" };

/** A signed answer may be kept this long, in seconds, and never longer than its signature. */
const signedMaxAge = 300;

/** The headers that a 304 has in common with its 200 (RFC 9110 section 15.4.5). `etag` in its quotes, `now` in Unix seconds. */
export function pictureValidators(
  showing: Showing,
  etag: string,
  query: PictureQuery,
  now: number,
): Record<string, string> {
  return {
    ETag: etag,
    'Cache-Control': cacheControl(showing, query, now),
    // A date still to come is not sent (RFC 9110 section 8.8.2.1).
    ...(showing.lastUpdated <= now && { 'Last-Modified': formatHttpDate(showing.lastUpdated) }),
    ...(showing.by === 'anyone' && openToOthers),
  };
}

function cacheControl({ by, version }: Showing, query: PictureQuery, now: number): string {
  if (by === 'caller') return 'private, no-cache';
  if (by === 'signature') {
    return `private, max-age=${Math.max(0, Math.min(signedMaxAge, (query.signed?.expires ?? now) - now))}`;
  }
  // The URL names this very answer, which never changes.
  if (query.version === version && !isNegotiated(query)) {
    return 'public, max-age=31536000, s-maxage=86400, immutable';
  }
  return 'public, no-cache';
}
