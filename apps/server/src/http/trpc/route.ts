import type { TRPCError } from '@trpc/server';
import { fetchRequestHandler } from '@trpc/server/adapters/fetch';
import { Refusal } from '@visage/contract/errors';
import { tooManyBytes } from '../../domain/pictures';
import { readBounded } from '../bounded-body';
import type { Gate } from '../gate';
import { corsHeaders, type Origins, preflight } from '../origins';
import { targetOf } from '../target';
import { tellingOnceSent } from '../telling-once-sent';
import { maxUploadBody, uploadWeight } from '../upload-room';
import { type Context, toTrpcError } from './base';
import { compressed } from './compressed';
import { isEventStream, refusedStream } from './refused-stream';
import { appRouter } from './router';

/** Bodies of everything but uploads. */
const maxBody = 262_144;
const maxBatch = 20;

interface Parts {
  origins: Origins;
  maxUploadBytes: number;
  /** Room for the bodies of uploads. */
  uploads: Gate;
  context(
    request: Request,
    address: string,
    setCookies: (cookies: string[]) => void,
  ): Omit<Context, 'holdUpload' | 'onceSent'>;
  /** For what went wrong on our side. */
  log(level: 'error', message: string, facts: object): void;
}

/** `/trpc/*` on the fetch API. `address` is the client's, as limits count it. */
export function createTrpcRoute({ origins, maxUploadBytes, uploads, context, log }: Parts) {
  const largestUpload = maxUploadBody(maxUploadBytes);

  return async (request: Request, address: string): Promise<Response> => {
    if (request.method === 'OPTIONS') return preflight(origins, request, 'may-read');
    return tellingOnceSent((onceSent) => answer(request, address, onceSent));
  };

  async function answer(request: Request, address: string, onceSent: Context['onceSent']): Promise<Response> {
    // Only alone: in a batch with others an upload has the room that they have.
    const isUpload = targetOf(request).pathname === '/trpc/picture.upload';
    const cookies: string[] = [];
    let refused: { error: TRPCError; path: string | undefined } | undefined;
    const answered = await fetchRequestHandler({
      endpoint: '/trpc',
      req: isUpload
        ? bounded(request, largestUpload, () => tooManyBytes(maxUploadBytes))
        : bounded(request, maxBody, () => new Refusal('too_many_bytes', 'The request is too large.')),
      router: appRouter,
      maxBatchSize: maxBatch,
      createContext: () => ({
        ...context(request, address, (some) => cookies.push(...some)),
        holdUpload: (userId) => uploads.enter(userId, uploadWeight(request, largestUpload)),
        onceSent,
      }),
      onError: ({ error, path }) => {
        // Of a subscription it is told twice: by the procedure, and by the stream that would have carried it.
        if (refused?.error === error) return;
        refused ??= { error, path };
        if (error.code === 'INTERNAL_SERVER_ERROR') log('error', 'a procedure failed', { path, cause: error.cause });
      },
      responseMeta: ({ errors }) => {
        const waits = errors.flatMap(({ cause }) => (cause instanceof Refusal ? (cause.retryAfter ?? []) : []));
        return { headers: new Headers(waits.length > 0 ? { 'Retry-After': String(Math.max(...waits)) } : {}) };
      },
    });
    const isStream = isEventStream(answered);
    const response =
      isStream && refused
        ? await refusedStream(answered, refused.error, refused.path)
        : new Response(answered.body, answered);
    // A matter of each connection (RFC 9110 section 7.6.1), and none that tRPC could know.
    if (isStream) response.headers.delete('Connection');
    // tRPC leaves it out where it refuses a request as a whole, as it does one whose body is not JSON.
    if (!response.headers.has('Content-Type')) response.headers.set('Content-Type', 'application/json');
    for (const cookie of cookies) response.headers.append('Set-Cookie', cookie);
    for (const [name, value] of Object.entries(corsHeaders(origins, request, 'may-read'))) {
      response.headers.set(name, value);
    }
    response.headers.set('Cache-Control', 'private, no-store');
    response.headers.set('X-Content-Type-Options', 'nosniff');
    return isStream ? response : compressed(request, response);
  }
}

/**
 * The request as tRPC reads it: its body only when a procedure asks for its input, never more than `limit` bytes, and JSON
 * only. (tRPC would hand other bodies to procedures too, and wants a content type even where there is no body.) It is answered as
 * one body of JSON, or as events, whatever the request would rather have.
 */
function bounded(request: Request, limit: number, tooMany: () => Refusal): Request {
  const headers = new Headers(request.headers);
  const type = headers.get('content-type')?.split(';', 1)[0]?.trim().toLowerCase();
  const noBody = !request.body && (headers.get('content-length') ?? '0') === '0';
  if (type === undefined && noBody) headers.set('content-type', 'application/json');
  else if (type !== undefined && type !== 'application/json' && request.method === 'POST') {
    headers.set('content-type', 'text/plain');
  }
  // For lines of JSON tRPC answers before anything has run, so that nobody knows when it is sent. Nothing of ours asks for them.
  headers.delete('trpc-accept');
  headers.delete('accept');
  const asked = new Request(targetOf(request).href, { method: request.method, headers, signal: request.signal });
  const text = async () => {
    try {
      return plain(new TextDecoder().decode(await readBounded(request, limit, tooMany)));
    } catch (error) {
      throw error instanceof Refusal ? toTrpcError(error) : error;
    }
  };
  return Object.defineProperty(asked, 'text', { value: text });
}

/** Marks of structure in one body. The largest that means anything, a batch of lists of a hundred ids, has some thousand. */
const maxMarks = 5000;

/**
 * The text, unless it is JSON of absurdly many parts, which would take seconds to parse. Base64 holds none of the marks, so the
 * search runs over a picture at the speed of memory.
 */
function plain(text: string): string {
  let marks = 0;
  for (const mark of ['{', '[', ',']) {
    for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) {
      marks += 1;
      if (marks > maxMarks) throw new Refusal('invalid_input', 'The input has too many parts.');
    }
  }
  return text;
}
