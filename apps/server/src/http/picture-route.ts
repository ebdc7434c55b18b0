import type { Caller } from '../domain/caller';
import type { ShownPictures } from '../domain/shown-pictures';
import type { ShownPicture, StoredPicture, Subject } from '../storage/shown-picture';
import { formatHttpDate } from './http-date';
import { BadParameter, type PictureQuery, readPictureQuery } from './picture-query';
import { evaluate, heldBy, readPreconditions } from './preconditions';
import { problem } from './problem';
import { targetOf } from './target';

/** GET and HEAD of `/profile/:id/picture` (SPEC section 3). `id` as in the URL, percent-decoded. */
export type PictureRoute = (request: Request, id: string) => Promise<Response>;

interface Parts {
  pictures: ShownPictures;
  callerOf(request: Request): Promise<Caller>;
  /** Unix seconds. */
  now(): number;
}

export function createPictureRoute({ pictures, callerOf, now }: Parts): PictureRoute {
  return async (request, id) => {
    if (request.method === 'OPTIONS') return preflight();
    if (request.method !== 'GET' && request.method !== 'HEAD') return methodNotAllowed();
    const response = await answer(request, id).catch(badParameter);
    // Bun's own date can lag by a second, and Last-Modified must never be later than it.
    response.headers.set('Date', formatHttpDate(now()));
    if (request.method === 'GET') return response;
    // A HEAD has the headers of the GET, Content-Length too (RFC 9110 section 9.3.2).
    return new Response(null, { status: response.status, headers: response.headers });
  };

  async function answer(request: Request, id: string): Promise<Response> {
    const query = readPictureQuery(targetOf(request).searchParams);
    const asked = readPreconditions(request.headers);
    const held = heldBy(asked);
    // Freshness before bytes: what the client holds already, and what a HEAD never sends, is not read.
    const bytes = request.method === 'HEAD' || held === 'any' ? 'none' : { unlessHeld: held };
    const subject = subjectOf(id);
    const shown = subject && (await pictures.find(subject, () => callerOf(request), bytes));
    if (!shown?.picture) return fallback(query);

    const validators = { etag: shown.picture.digest, lastModified: shown.lastUpdated };
    switch (evaluate(asked, validators)) {
      case 'not-modified':
        return new Response(null, { status: 304, headers: validating(shown, shown.picture, query, now()) });
      case 'failed':
        return problem({ status: 412, title: 'Precondition failed', detail: 'The picture is not the one asked for.' });
      case 'send':
        return new Response(bodyOf(shown.picture, request), {
          headers: {
            ...validating(shown, shown.picture, query, now()),
            'Content-Type': shown.picture.mimeType,
            'Content-Length': String(shown.picture.byteSize),
            'X-Content-Type-Options': 'nosniff',
            // Should the bytes ever be opened as a page, they can do nothing there.
            'Content-Security-Policy': "default-src 'none'; sandbox",
          },
        });
    }
  }
}

const openToOthers = { 'Cross-Origin-Resource-Policy': 'cross-origin', 'Access-Control-Allow-Origin': '*' };

/** The headers that a 304 has in common with its 200 (RFC 9110 section 15.4.5). */
function validating(
  shown: ShownPicture,
  picture: StoredPicture,
  query: PictureQuery,
  now: number,
): Record<string, string> {
  return {
    ETag: `"${picture.digest}"`,
    'Cache-Control': cacheControl(shown, query),
    // A date still to come is not sent (RFC 9110 section 8.8.2.1).
    ...(shown.lastUpdated <= now && { 'Last-Modified': formatHttpDate(shown.lastUpdated) }),
    ...(shown.visibility === 'public' && openToOthers),
  };
}

function cacheControl(shown: ShownPicture, query: PictureQuery): string {
  if (shown.visibility !== 'public') return 'private, no-cache';
  // The URL names this very answer, which never changes.
  if (query.version === shown.version) return 'public, max-age=31536000, s-maxage=86400, immutable';
  return 'public, no-cache';
}

/** No picture, no such person, or one the caller may not see: byte for byte the same answer. Never with a date of its own. */
function fallback(query: PictureQuery): Response {
  if (query.fallback === '404') {
    const missing = problem({ status: 404, title: 'No picture', detail: 'There is no picture here.' });
    missing.headers.set('Cache-Control', 'no-cache');
    missing.headers.set('Access-Control-Allow-Origin', '*');
    return missing;
  }
  return new Response(null, {
    status: 302,
    headers: { Location: '/placeholder.png', 'Cache-Control': 'no-cache', ...openToOthers },
  });
}

function bodyOf(picture: StoredPicture, request: Request): Uint8Array<ArrayBuffer> | null {
  if (request.method === 'HEAD') return null;
  if (!picture.data) throw new Error('the store left out bytes that the preconditions say must be sent');
  return picture.data as Uint8Array<ArrayBuffer>;
}

/** Null for what can be nobody: `me` is no id here, and Postgres knows no NUL. */
function subjectOf(id: string): Subject | null {
  if (id === 'me' || id.includes('\0') || id.length > 128) return null;
  return id.startsWith('@') ? { handle: id.slice(1).toLowerCase() } : { userId: id };
}

function badParameter(error: unknown): Response {
  if (!(error instanceof BadParameter)) throw error;
  return problem({
    status: 400,
    title: 'Bad parameter',
    detail: error.message,
    parameter: error.parameter,
    headers: { 'Access-Control-Allow-Origin': '*' },
  });
}

const methods = 'GET, HEAD, OPTIONS';

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      Allow: methods,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '86400',
    },
  });
}

function methodNotAllowed(): Response {
  return problem({
    status: 405,
    title: 'Method not allowed',
    detail: `Use ${methods}.`,
    headers: { Allow: methods, 'Access-Control-Allow-Origin': '*' },
  });
}
