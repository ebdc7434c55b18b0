import type { Caller } from '../domain/caller';
import type { EarlierPictures } from '../domain/earlier-pictures';
import { evaluate, readPreconditions } from './preconditions';
import { problem } from './problem';

/** GET and HEAD of `/profile/:id/history/:pictureId`: an earlier picture, for its owner and administrators alone. */
export function createHistoryRoute(pictures: EarlierPictures, callerOf: (request: Request) => Promise<Caller>) {
  return async (request: Request, userId: string, pictureId: string): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return problem({ status: 405, title: 'Method not allowed', detail: 'Use GET.', headers: { Allow: 'GET, HEAD' } });
    }
    const found = await pictures.find(await callerOf(request), userId, pictureId);
    if (!found) return problem({ status: 404, title: 'Not found', detail: 'There is no such picture.' });
    const headers = { ETag: `"${found.digest}"`, 'Cache-Control': 'private, no-cache' };
    const asked = { ...readPreconditions(request.headers), ifModifiedSince: null, ifUnmodifiedSince: null };
    if (evaluate(asked, { etag: found.digest, lastModified: 0 }) === 'not-modified') {
      return new Response(null, { status: 304, headers });
    }
    return new Response(request.method === 'HEAD' ? null : (found.data as Uint8Array<ArrayBuffer>), {
      headers: {
        ...headers,
        'Content-Type': found.mimeType,
        'Content-Length': String(found.data.byteLength),
        'X-Content-Type-Options': 'nosniff',
        'Content-Security-Policy': "default-src 'none'; sandbox",
      },
    });
  };
}
