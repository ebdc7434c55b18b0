import { formats, type StoredMimeType } from '@visage/contract/picture';
import type { Caller } from '../domain/caller';
import type { Asked, RecallPicture, ShownPictures } from '../domain/shown-pictures';
import type { ShownPicture } from '../storage/shown-picture';
import { formatHttpDate } from './http-date';
import { negotiate } from './negotiate';
import { fallbackAnswer } from './picture-fallback';
import { openToOthers } from './picture-headers';
import { BadParameter, type PictureQuery, stepFor } from './picture-query';
import { createPictureTargets, type PictureTarget, type PreparedHeaders, prepareHeaders } from './picture-target';
import { evaluate, heldBy, type Preconditions, readPreconditions } from './preconditions';
import { problem } from './problem';
import { ownPictureMethods } from './put-picture-route';
import type { UrlSigner } from './signed-url';

/** GET and HEAD of `/profile/:id/picture` (SPEC section 3). */
export interface PictureRoute {
  /** A picture that may be sent from memory, for a URL that was asked for before; else null, and `answer` knows. */
  fromMemory(request: Request): Response | null;
  /** `id` as in the URL, percent-decoded. */
  answer(request: Request, id: string): Promise<Response>;
}

interface Parts {
  pictures: ShownPictures;
  /** Never throws for a bad key: whoever may not see gets the same answer. */
  callerOf(request: Request): Promise<Caller>;
  signer: UrlSigner;
  /** Bytes that URLs, as they were read, may take in memory. */
  targetCapacity: number;
  sentFromMemory: SentFromMemory;
  /** Unix seconds. */
  now(): number;
}

/** Answers by status. Plain numbers, since they are counted tens of thousands of times a second. */
export type SentFromMemory = Record<200 | 304 | 412, number>;

export function createPictureRoute({
  pictures,
  callerOf,
  signer,
  targetCapacity,
  sentFromMemory,
  now,
}: Parts): PictureRoute {
  const targets = createPictureTargets(targetCapacity);

  return {
    fromMemory(request) {
      if (request.method !== 'GET') return null;
      const target = targets.known(request.url);
      const answer = target && preparedAnswer(request, target);
      if (!answer) return null;
      const preconditions = readPreconditions(request.headers);
      // A later date than is known here: see `Asked.since`.
      if ((sinceOf(preconditions) ?? 0) > answer.validators.lastModified) return null;
      const sent = send(preconditions, target, answer, answer.remembered.data?.value ?? null);
      if (sent) sentFromMemory[sent.status as keyof SentFromMemory] += 1;
      return sent;
    },

    async answer(request, id) {
      if (request.method === 'OPTIONS') return preflight();
      if (request.method !== 'GET' && request.method !== 'HEAD') {
        return methodNotAllowed(id === 'me' ? ownPictureMethods : methods);
      }
      const response = await find(request, id).catch(badParameter);
      response.headers.set('Date', formatHttpDate(now()));
      if (request.method === 'GET') return response;
      // A HEAD has the headers of the GET, Content-Length too (RFC 9110 section 9.3.2).
      return new Response(null, { status: response.status, headers: response.headers });
    },
  };

  async function find(request: Request, id: string): Promise<Response> {
    const target = targets.read(request, id);
    const preconditions = readPreconditions(request.headers);
    const held = heldBy(preconditions);
    // Freshness before bytes: what the client holds already, and what a HEAD never sends, is not read.
    const wanted = request.method === 'HEAD' || held === 'any' ? 'none' : { unlessHeld: held };
    const asked = askedOf(target, typeOf(request, target), sinceOf(preconditions), wanted);
    const showing =
      asked &&
      (await pictures.find(asked, {
        caller: () => callerOf(request),
        isSigned: (shown) => isSigned(target.query, shown),
      }));
    const headers = showing && prepareHeaders(target, showing, now());
    if (headers) {
      const data = request.method === 'HEAD' ? 'left out' : (showing.picture?.file.data ?? null);
      const sent = send(preconditions, target, headers, data);
      if (!sent) throw new Error('the store left out bytes that the preconditions say must be sent');
      return sent;
    }
    const fallback = await fallbackAnswer(request, id, target.query, showing);
    if (target.isNegotiated) fallback.headers.set('Vary', 'Accept');
    return fallback;
  }

  /** What memory vouches for. Made once a second, which is also how often memory is told that it is in use. */
  function preparedAnswer(request: Request, target: PictureTarget): PictureTarget['prepared'] {
    const { prepared } = target;
    const mimeType = typeOf(request, target);
    const second = now();
    if (prepared?.now === second && prepared.mimeType === mimeType && pictures.isStill(prepared.remembered))
      return prepared;
    const recall = recallOf(target, mimeType);
    const remembered = recall && pictures.remembered(recall);
    const headers = remembered && prepareHeaders(target, remembered.showing, second);
    target.prepared = headers ? { ...headers, mimeType, remembered } : null;
    return target.prepared;
  }

  function recallOf(target: PictureTarget, mimeType: StoredMimeType | null): RecallPicture | null {
    const known = target.recalls.get(mimeType);
    if (known) return known;
    const asked = askedOf(target, mimeType, null, 'none');
    const recall = asked && pictures.recallOf(asked);
    if (recall) target.recalls.set(mimeType, recall);
    return recall;
  }

  function askedOf(
    { subject, query: { size, version } }: PictureTarget,
    mimeType: StoredMimeType | null,
    since: number | null,
    bytes: Asked['bytes'],
  ): Asked | null {
    const square = size === null ? null : { step: stepFor(size), mimeType };
    return subject && { subject, square, version, since, bytes };
  }

  /** Null where bytes are to be sent that are not here. */
  function send(
    preconditions: Preconditions,
    target: PictureTarget,
    headers: PreparedHeaders,
    data: Uint8Array | 'left out' | null,
  ): Response | null {
    switch (evaluate(preconditions, headers.validators)) {
      case 'not-modified':
        return new Response(null, { status: 304, headers: headers.notModified });
      case 'failed':
        return preconditionFailed(target, headers.now);
      case 'send':
        if (data === null) return null;
        return new Response(data === 'left out' ? null : (data as Uint8Array<ArrayBuffer>), { headers: headers.full });
    }
  }

  /** An expired, altered or forged signature is none. */
  function isSigned({ signed, size, format }: PictureQuery, { userId, version }: ShownPicture): boolean {
    if (!signed || signed.expires <= now()) return false;
    return signer.verify({ userId, version, size, format, expires: signed.expires }, signed.signature);
  }
}

/** A tag says more than a date (RFC 9110 section 13.1.3). */
function sinceOf({ ifNoneMatch, ifModifiedSince }: Preconditions): number | null {
  return ifNoneMatch === null ? ifModifiedSince : null;
}

/** The type that is asked for; null: whatever every browser knows. */
function typeOf(request: Request, { query: { format }, isNegotiated }: PictureTarget): StoredMimeType | null {
  if (isNegotiated) return negotiate(request.headers.get('accept'));
  return format && formats[format];
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

function preconditionFailed({ isNegotiated }: PictureTarget, now: number): Response {
  return problem({
    status: 412,
    title: 'Precondition failed',
    detail: 'The picture is not the one asked for.',
    headers: { Date: formatHttpDate(now), ...(isNegotiated && { Vary: 'Accept' }) },
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

function methodNotAllowed(allowed: string): Response {
  return problem({
    status: 405,
    title: 'Method not allowed',
    detail: `Use ${allowed}.`,
    headers: { Allow: allowed, ...openToOthers },
  });
}
