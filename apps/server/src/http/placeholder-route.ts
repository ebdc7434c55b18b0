import { inert, openToOthers } from './picture-headers';
import { evaluate, readPreconditions } from './preconditions';
import { problem } from './problem';

/** `/placeholder.png`: what stands in for someone with no picture. Has no date, so that a later picture never looks older. */
export function createPlaceholderRoute(png: Uint8Array<ArrayBuffer>): (request: Request) => Response {
  const etag = `"${new Bun.CryptoHasher('sha256').update(png).digest('hex')}"`;
  const headers = {
    ETag: etag,
    'Cache-Control': 'public, max-age=3600',
    ...inert,
    ...openToOthers,
  };
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return problem({ status: 405, title: 'Method not allowed', detail: 'Use GET.', headers: { Allow: 'GET, HEAD' } });
    }
    const asked = readPreconditions(request.headers);
    const decided = evaluate({ ...asked, ifModifiedSince: null, ifUnmodifiedSince: null }, { etag, lastModified: 0 });
    if (decided === 'not-modified') {
      return new Response(null, { status: 304, headers });
    }
    return new Response(request.method === 'HEAD' ? null : png, {
      headers: { ...headers, 'Content-Type': 'image/png', 'Content-Length': String(png.byteLength) },
    });
  };
}
