import type { Showing } from '../domain/showing';
import { drawInitials } from '../drawing/initials';
import { inert, openToOthers } from './picture-headers';
import type { PictureQuery } from './picture-query';
import { evaluate, readPreconditions } from './preconditions';
import { problem } from './problem';

/** Of initials that are asked for without a size, in CSS pixels. */
const initialsSize = 256;

/**
 * What someone without a picture gets. `showing` is null for whoever is not there or may not be seen, and then the answer is
 * made of the URL alone, so that the two are never told apart. Never with a date of its own: a later picture would look older.
 */
export async function fallbackAnswer(
  request: Request,
  id: string,
  query: PictureQuery,
  showing: Showing | null,
): Promise<Response> {
  switch (query.fallback) {
    case 'placeholder':
      return new Response(null, {
        status: 302,
        headers: { Location: '/placeholder.png', 'Cache-Control': 'no-cache', ...openToOthers },
      });
    case '404': {
      const missing = problem({ status: 404, title: 'No picture', detail: 'There is no picture here.' });
      missing.headers.set('Cache-Control', 'no-cache');
      missing.headers.set('Access-Control-Allow-Origin', '*');
      return missing;
    }
    case 'initials':
      return initials(request, id, query, showing);
  }
}

async function initials(request: Request, id: string, query: PictureQuery, showing: Showing | null): Promise<Response> {
  const asWritten = id.replace(/^(@|ext:)/, '');
  const svg = new TextEncoder().encode(
    drawInitials({
      name: showing?.displayName ?? asWritten,
      seed: showing?.userId ?? asWritten,
      size: query.size ?? initialsSize,
    }),
  );
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', svg)).toHex();
  const isOpen = showing === null || showing.by === 'anyone';
  const headers = {
    ETag: `"${digest}"`,
    'Cache-Control': isOpen ? 'no-cache' : 'private, no-cache',
    ...(isOpen && openToOthers),
  };
  // A drawing has no date to be compared with.
  const asked = { ...readPreconditions(request.headers), ifModifiedSince: null, ifUnmodifiedSince: null };
  switch (evaluate(asked, { etag: digest, lastModified: 0 })) {
    case 'not-modified':
      return new Response(null, { status: 304, headers });
    case 'failed':
      return problem({ status: 412, title: 'Precondition failed', detail: 'The picture is not the one asked for.' });
    case 'send':
      return new Response(request.method === 'HEAD' ? null : svg, {
        headers: {
          ...headers,
          ...inert,
          'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
          'Content-Type': 'image/svg+xml',
          'Content-Length': String(svg.byteLength),
        },
      });
  }
}
