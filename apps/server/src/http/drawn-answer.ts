import { awaitedBody } from './awaited-body';
import { inert } from './picture-headers';
import { evaluate, readPreconditions } from './preconditions';
import { problem } from './problem';

/**
 * Sends a drawing, if the preconditions want it. It has no date that could be compared, nor gets one: a later picture would
 * look older.
 * @param headers those of 200 and 304 alike, and those of a 200 alone
 */
export function drawnAnswer(
  request: Request,
  { digest, byteSize, data }: { digest: string; byteSize: number; data: Uint8Array<ArrayBuffer> | null },
  headers: { both: Record<string, string>; full: Record<string, string> },
): Response {
  const both = { ETag: `"${digest}"`, ...headers.both };
  switch (decide(request, digest)) {
    case 'not-modified':
      return new Response(null, { status: 304, headers: both });
    case 'failed':
      return problem({ status: 412, title: 'Precondition failed', detail: 'The picture is not the one asked for.' });
    case 'send':
      if (data === null && request.method !== 'HEAD') throw new Error('a drawing that must be sent was left out');
      return new Response(request.method === 'HEAD' ? null : data && awaitedBody(data), {
        headers: { ...both, ...inert, 'Content-Length': String(byteSize), ...headers.full },
      });
  }
}

/** Of drawings by their digest, whether the answer to this request sends the bytes. */
export function drawingsFor(request: Request): (digest: string) => boolean {
  return (digest) => request.method !== 'HEAD' && decide(request, digest) === 'send';
}

function decide(request: Request, digest: string) {
  const asked = { ...readPreconditions(request.headers), ifModifiedSince: null, ifUnmodifiedSince: null };
  return evaluate(asked, { etag: `"${digest}"`, lastModified: 0 });
}
