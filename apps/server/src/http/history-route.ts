import type { Caller } from '../domain/caller';
import type { EarlierPictures } from '../domain/earlier-pictures';
import { awaitedBody } from './awaited-body';
import { inert } from './picture-headers';
import { evaluate, heldBy, readPreconditions } from './preconditions';
import { problem } from './problem';

/** GET and HEAD of `/profile/:id/history/:pictureId`: an earlier picture, for its owner and administrators alone. */
export function createHistoryRoute(pictures: EarlierPictures, callerOf: (request: Request) => Promise<Caller>) {
  return async (request: Request, userId: string, pictureId: string): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return problem({ status: 405, title: 'Method not allowed', detail: 'Use GET.', headers: { Allow: 'GET, HEAD' } });
    }
    // An earlier picture has a tag and no date of its own.
    const asked = { ...readPreconditions(request.headers), ifModifiedSince: null, ifUnmodifiedSince: null };
    const held = heldBy(asked);
    const bytes = request.method === 'HEAD' || held === 'any' ? 'none' : { unlessHeld: held };
    const found = await pictures.find(await callerOf(request), userId, pictureId, bytes);
    if (!found) return problem({ status: 404, title: 'Not found', detail: 'There is no such picture.' });
    const headers = { ETag: `"${found.digest}"`, 'Cache-Control': 'private, no-cache' };
    switch (evaluate(asked, { etag: headers.ETag, lastModified: 0 })) {
      case 'not-modified':
        return new Response(null, { status: 304, headers });
      case 'failed':
        return problem({ status: 412, title: 'Precondition failed', detail: 'The picture is not the one asked for.' });
      case 'send':
        if (found.data === null && request.method !== 'HEAD') throw new Error('bytes that must be sent were left out');
        return new Response(found.data && awaitedBody(found.data), {
          headers: {
            ...headers,
            ...inert,
            'Content-Type': found.mimeType,
            'Content-Length': String(found.byteSize),
          },
        });
    }
  };
}
