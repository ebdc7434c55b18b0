import type { Showing } from '../domain/showing';
import { drawInitials } from '../drawing/initials';
import { drawnAnswer } from './drawn-answer';
import { openToOthers } from './picture-headers';
import type { PictureQuery } from './picture-query';
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
    case '404':
      return noPicture();
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
  const isOpen = showing === null || showing.by === 'anyone';
  return drawnAnswer(
    request,
    { digest: new Uint8Array(await crypto.subtle.digest('SHA-256', svg)).toHex(), byteSize: svg.byteLength, data: svg },
    {
      both: { 'Cache-Control': isOpen ? 'no-cache' : 'private, no-cache', ...(isOpen && openToOthers) },
      full: {
        'Content-Security-Policy': "default-src 'none'; style-src 'unsafe-inline'; sandbox",
        'Content-Type': 'image/svg+xml',
      },
    },
  );
}

export function noPicture(): Response {
  return problem({
    status: 404,
    title: 'No picture',
    detail: 'There is no picture here.',
    headers: { 'Cache-Control': 'no-cache', 'Access-Control-Allow-Origin': '*' },
  });
}
