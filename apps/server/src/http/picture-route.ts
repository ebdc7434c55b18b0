import { formats } from '@visage/contract/picture';
import type { Caller } from '../domain/caller';
import type { Showing, ShownPictures } from '../domain/shown-pictures';
import type { ShownPicture, Subject } from '../storage/shown-picture';
import { formatHttpDate } from './http-date';
import { negotiate } from './negotiate';
import { fallbackAnswer } from './picture-fallback';
import { inert, openToOthers, pictureValidators } from './picture-headers';
import { BadParameter, isNegotiated, type PictureQuery, readPictureQuery, stepFor } from './picture-query';
import { evaluate, heldBy, readPreconditions } from './preconditions';
import { problem } from './problem';
import type { UrlSigner } from './signed-url';
import { targetOf } from './target';

/** GET and HEAD of `/profile/:id/picture` (SPEC section 3). `id` as in the URL, percent-decoded. */
export type PictureRoute = (request: Request, id: string) => Promise<Response>;

interface Parts {
  pictures: ShownPictures;
  /** Never throws for a bad key: whoever may not see gets the same answer. */
  callerOf(request: Request): Promise<Caller>;
  signer: UrlSigner;
  /** Unix seconds. */
  now(): number;
}

export function createPictureRoute({ pictures, callerOf, signer, now }: Parts): PictureRoute {
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
    const showing = await find(request, id, query);
    const response = showing?.picture
      ? sendPicture(request, query, showing, showing.picture)
      : await fallbackAnswer(request, id, query, showing);
    if (isNegotiated(query)) response.headers.set('Vary', 'Accept');
    return response;
  }

  async function find(request: Request, id: string, query: PictureQuery): Promise<Showing | null> {
    const subject = subjectOf(id);
    if (!subject) return null;
    const held = heldBy(readPreconditions(request.headers));
    return pictures.find(
      {
        subject,
        square: query.size === null ? null : { step: stepFor(query.size), mimeType: typeFor(request, query) },
        // Freshness before bytes: what the client holds already, and what a HEAD never sends, is not read.
        bytes: request.method === 'HEAD' || held === 'any' ? 'none' : { unlessHeld: held },
      },
      { caller: () => callerOf(request), isSigned: (shown) => isSigned(query, shown) },
    );
  }

  function sendPicture(
    request: Request,
    query: PictureQuery,
    showing: Showing,
    { mimeType, file }: NonNullable<Showing['picture']>,
  ): Response {
    const headers = pictureValidators(showing, file, query, now());
    switch (evaluate(readPreconditions(request.headers), { etag: file.digest, lastModified: showing.lastUpdated })) {
      case 'not-modified':
        return new Response(null, { status: 304, headers });
      case 'failed':
        return problem({ status: 412, title: 'Precondition failed', detail: 'The picture is not the one asked for.' });
      case 'send': {
        const full = { ...headers, ...inert, 'Content-Type': mimeType, 'Content-Length': String(file.byteSize) };
        if (request.method === 'HEAD') return new Response(null, { headers: full });
        if (!file.data) throw new Error('the store left out bytes that the preconditions say must be sent');
        return new Response(file.data as Uint8Array<ArrayBuffer>, { headers: full });
      }
    }
  }

  /** An expired, altered or forged signature is none. */
  function isSigned({ signed, size, format }: PictureQuery, { userId, version }: ShownPicture): boolean {
    if (!signed || signed.expires <= now()) return false;
    return signer.verify({ userId, version, size, format, expires: signed.expires }, signed.signature);
  }
}

function typeFor(request: Request, { format }: PictureQuery) {
  return format === null ? negotiate(request.headers.get('accept')) : formats[format];
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
    headers: { Allow: methods, ...openToOthers },
  });
}
