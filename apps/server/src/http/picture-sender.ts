import type { Showing } from '../domain/showing';
import type { Asking, ShownPictures } from '../domain/shown-pictures';
import { awaitedBody } from './awaited-body';
import { formatHttpDate } from './http-date';
import { otherMethod } from './picture-methods';
import {
  askedOf,
  createPictureTargets,
  type PictureTarget,
  type PreparedHeaders,
  prepareHeaders,
  targetBytes,
  typeOf,
} from './picture-target';
import { type Decision, evaluate, heldBy, readPreconditions } from './preconditions';
import { createPreparedAnswers } from './prepared-answers';
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

const statuses = { send: 200, 'not-modified': 304, failed: 412 } as const satisfies Record<Decision, number>;

type Sent = Record<(typeof statuses)[Decision], number>;

/** Answers by route and status. Plain numbers, since they are counted tens of thousands of times a second. */
export type SentFromMemory = Record<PictureTarget['route'], Sent>;

export function noneSent(): SentFromMemory {
  return { picture: { 200: 0, 304: 0, 412: 0 }, avatar: { 200: 0, 304: 0, 412: 0 } };
}

export function createPictureSender({ pictures, targetCapacity, sentFromMemory, now }: Parts): PictureSender {
  const targets = createPictureTargets(targetCapacity);
  const prepared = createPreparedAnswers({ pictures, targets, most: targetCapacity / targetBytes, now });

  return {
    targetOf: targets.of,

    fromMemory(request) {
      if (request.method !== 'GET') return null;
      const answer = prepared.of(request);
      if (!answer) return null;
      const preconditions = readPreconditions(request.headers);
      // A later date than is known here: see `Asked.since`.
      if ((preconditions.ifModifiedSince ?? 0) > answer.lastModified) return null;
      const decision = evaluate(preconditions, answer);
      // What a 304 doesn't need isn't fetched.
      const bytes = decision === 'send' ? answer.bytes?.value : null;
      const sent = send(decision, answer.target, answer, (bytes as Uint8Array<ArrayBuffer> | undefined) ?? null);
      if (sent) sentFromMemory[answer.target.route][statuses[decision]] += 1;
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
      const data = showing.picture?.file.data;
      const decision = evaluate(preconditions, headers);
      const body = request.method === 'HEAD' ? 'left out' : decision === 'send' && data ? awaitedBody(data) : null;
      const sent = send(decision, target, headers, body);
      if (!sent) throw new Error('the store left out bytes that the preconditions say must be sent');
      return sent;
    }
    const instead = await fallback(showing);
    if (target.isNegotiated) instead.headers.set('Vary', 'Accept');
    return instead;
  }

  /** Null where bytes are to be sent that are not here. */
  function send(
    decision: Decision,
    target: PictureTarget,
    headers: PreparedHeaders,
    body: Uint8Array<ArrayBuffer> | ReadableStream | 'left out' | null,
  ): Response | null {
    switch (decision) {
      case 'not-modified':
        return new Response(null, { status: 304, headers: headers.notModified });
      case 'failed':
        return preconditionFailed(target, headers.now);
      case 'send':
        if (body === null) return null;
        if (body === 'left out') return new Response(null, { headers: ofHead(headers.full) });
        return new Response(body, { headers: headers.full });
    }
  }
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
