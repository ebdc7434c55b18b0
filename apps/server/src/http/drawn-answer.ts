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
  { digest, data }: { digest: string; data: Uint8Array<ArrayBuffer> },
  headers: { both: Record<string, string>; full: Record<string, string> },
): Response {
  const both = { ETag: `"${digest}"`, ...headers.both };
  const asked = { ...readPreconditions(request.headers), ifModifiedSince: null, ifUnmodifiedSince: null };
  switch (evaluate(asked, { etag: digest, lastModified: 0 })) {
    case 'not-modified':
      return new Response(null, { status: 304, headers: both });
    case 'failed':
      return problem({ status: 412, title: 'Precondition failed', detail: 'The picture is not the one asked for.' });
    case 'send':
      return new Response(request.method === 'HEAD' ? null : data, {
        headers: { ...both, ...inert, 'Content-Length': String(data.byteLength), ...headers.full },
      });
  }
}
