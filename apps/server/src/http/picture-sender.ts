import { formats, type StoredMimeType } from '@visage/contract/picture';
import type { Showing } from '../domain/showing';
import type { Asked, Asking, RecallPicture, RememberedPicture, ShownPictures } from '../domain/shown-pictures';
import { formatHttpDate } from './http-date';
import { negotiate } from './negotiate';
import { otherMethod } from './picture-methods';
import {
  createPictureTargets,
  type PictureTarget,
  type PreparedAnswer,
  type PreparedHeaders,
  prepareHeaders,
} from './picture-target';
import { evaluate, heldBy, type Preconditions, readPreconditions } from './preconditions';
import { problem } from './problem';

/** Sends someone's picture, whichever route asks for it: from memory or the database, as the preconditions want it. */
export interface PictureSender {
  /** A picture that may be sent from memory, for a URL that was asked for before; else null, and its route knows. */
  fromMemory(request: Request): Response | null;
  /** What the URL of a request means. */
  targetOf(request: Request, read: () => PictureTarget): PictureTarget;
  /** Answers any method. */
  answer(request: Request, read: () => Question): Promise<Response>;
}

interface Question {
  target: PictureTarget;
  asking: Asking;
  /** What someone gets who has no picture; null where they aren't there, or may not be seen. */
  fallback(showing: Showing | null): Promise<Response>;
}

interface Parts {
  pictures: ShownPictures;
  /** Bytes that URLs, as they were read, may take in memory. */
  targetCapacity: number;
  sentFromMemory: SentFromMemory;
  /** Unix seconds. */
  now(): number;
}

type Sent = Record<200 | 304 | 412, number>;

/** Answers by route and status. Plain numbers, since they are counted tens of thousands of times a second. */
export type SentFromMemory = Record<PictureTarget['route'], Sent>;

export function noneSent(): SentFromMemory {
  return { picture: { 200: 0, 304: 0, 412: 0 }, avatar: { 200: 0, 304: 0, 412: 0 } };
}

export function createPictureSender({ pictures, targetCapacity, sentFromMemory, now }: Parts): PictureSender {
  const targets = createPictureTargets(targetCapacity);

  return {
    targetOf: targets.of,

    fromMemory(request) {
      if (request.method !== 'GET') return null;
      const target = targets.known(request.url);
      const answer = target && preparedAnswer(request, target);
      if (!answer) return null;
      const preconditions = readPreconditions(request.headers);
      // A later date than is known here: see `Asked.since`.
      if ((preconditions.ifModifiedSince ?? 0) > answer.lastModified) return null;
      const sent = send(preconditions, target, answer, answer.remembered.extra?.value ?? null);
      if (sent) sentFromMemory[target.route][sent.status as keyof Sent] += 1;
      return sent;
    },

    async answer(request, read) {
      const other = otherMethod(request);
      if (other) return other;
      const response = await find(request, read());
      response.headers.set('Date', formatHttpDate(now()));
      if (request.method === 'GET') return response;
      // A HEAD has the headers of the GET, Content-Length too (RFC 9110 section 9.3.2).
      return new Response(null, { status: response.status, headers: response.headers });
    },
  };

  async function find(request: Request, { target, asking, fallback }: Question): Promise<Response> {
    const preconditions = readPreconditions(request.headers);
    const held = heldBy(preconditions);
    // Freshness before bytes: what the client holds already, and what a HEAD never sends, is not read.
    const wanted = request.method === 'HEAD' || held === 'any' ? 'none' : { unlessHeld: held };
    const asked = askedOf(target, typeOf(request, target), preconditions.ifModifiedSince, wanted);
    const showing = asked && (await pictures.find(asked, asking));
    const headers = showing && prepareHeaders(target, showing, now());
    if (headers) {
      const data = request.method === 'HEAD' ? 'left out' : (showing.picture?.file.data ?? null);
      const sent = send(preconditions, target, headers, data);
      if (!sent) throw new Error('the store left out bytes that the preconditions say must be sent');
      return sent;
    }
    const instead = await fallback(showing);
    if (target.isNegotiated) instead.headers.set('Vary', 'Accept');
    return instead;
  }

  /** What memory vouches for. Made once a second, which is also how often memory is told that it is in use. */
  function preparedAnswer(request: Request, target: PictureTarget): PictureTarget['prepared'] {
    const { prepared, isNegotiated } = target;
    const second = now();
    const mimeType = isNegotiated || !prepared ? typeOf(request, target) : prepared.mimeType;
    if (prepared?.now === second && prepared.mimeType === mimeType) {
      // Of what is remembered nothing is fetched for this: a processor waits longer for that than all the rest of a hot answer takes.
      if (pictures.isAllStill(prepared.revision)) return prepared;
      if (pictures.isStill(prepared.remembered)) {
        prepared.revision = pictures.revision();
        return prepared;
      }
    }
    const recall = recallOf(target, mimeType);
    const remembered = recall && pictures.remembered(recall);
    const showing = remembered?.answer.showing;
    const headers = showing && prepareHeaders(target, showing, second);
    target.prepared = headers ? preparedFrom(headers, mimeType, remembered, pictures.revision()) : null;
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
    { subject, side, query: { version } }: PictureTarget,
    mimeType: StoredMimeType | null,
    since: number | null,
    bytes: Asked['bytes'],
  ): Asked | null {
    return subject && { subject, square: side && { ...side, mimeType }, version, since, bytes };
  }

  /** Null where bytes are to be sent that are not here. */
  function send(
    preconditions: Preconditions,
    target: PictureTarget,
    headers: PreparedHeaders,
    data: Uint8Array | 'left out' | null,
  ): Response | null {
    switch (evaluate(preconditions, headers)) {
      case 'not-modified':
        return new Response(null, { status: 304, headers: headers.notModified });
      case 'failed':
        return preconditionFailed(target, headers.now);
      case 'send':
        if (data === null) return null;
        if (data === 'left out') return new Response(null, { headers: ofHead(headers.full) });
        return new Response(data as Uint8Array<ArrayBuffer>, { headers: headers.full });
    }
  }
}

/** Field by field: what is spread into an object lies elsewhere than in it, and is one more thing to fetch. */
function preparedFrom(
  { now, etag, lastModified, full, notModified }: PreparedHeaders,
  mimeType: StoredMimeType | null,
  remembered: RememberedPicture,
  revision: number,
): PreparedAnswer {
  return { now, mimeType, revision, etag, lastModified, notModified, full, remembered };
}

/** The type that is asked for; null: whatever every browser knows. */
function typeOf(request: Request, { query: { format }, isNegotiated }: PictureTarget): StoredMimeType | null {
  if (isNegotiated) return negotiate(request.headers.get('accept'));
  return format && formats[format];
}

/**
 * A HEAD leaves out the length of what has yet to be made (RFC 9110 section 9.3.2). Bun would say 0 then, which no HEAD may that stands for
 * more (section 8.6), unless the length is left to the body (RFC 9112 section 6.1).
 */
function ofHead(full: Headers): Headers {
  if (full.has('Content-Length')) return full;
  const headers = new Headers(full);
  headers.set('Transfer-Encoding', 'chunked');
  return headers;
}

function preconditionFailed({ isNegotiated }: PictureTarget, now: number): Response {
  return problem({
    status: 412,
    title: 'Precondition failed',
    detail: 'The picture is not the one asked for.',
    headers: { Date: formatHttpDate(now), ...(isNegotiated && { Vary: 'Accept' }) },
  });
}
