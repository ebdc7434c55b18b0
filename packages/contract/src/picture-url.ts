import type { Format } from './picture';

/** Whose picture: by user id, by handle (without the `@`), or by the id that another site gave them. */
export type PictureOf = { id: string } | { handle: string } | { externalId: string };

export interface PictureUrlOptions {
  /** Side of the square in pixels, 1 to 2048; the picture is sent in the next step up. Left out: the picture as stored. */
  size?: number;
  /** Of a sized picture; WebP unless given, since some CDNs would keep one answer for every browser. */
  format?: Format;
  /** Names the answer, so that caches may keep it for good. */
  version?: string;
  /** What someone without a picture gets; a redirect to the placeholder unless given. */
  fallback?: 'initials' | '404';
  /** Makes the URL work without a session; see `picture.signedUrl`. */
  signed?: { expires: number; signature: string };
}

/**
 * The path of someone's picture, absolute on the Visage server: `/profile/<id>/picture?…`.
 * The one place that knows the shape of these URLs.
 */
export function pictureUrl(of: PictureOf, options: PictureUrlOptions = {}): string {
  const { size, format = 'webp', version, fallback, signed } = options;
  const segment = segmentOf(of);
  const query = new URLSearchParams();
  if (size !== undefined) {
    query.set('size', String(size));
    query.set('format', format);
  }
  if (fallback !== undefined) query.set('fallback', fallback);
  if (version !== undefined) query.set('v', version);
  if (signed !== undefined) {
    query.set('expires', String(signed.expires));
    query.set('signature', signed.signature);
  }
  return query.size === 0 ? `/profile/${segment}/picture` : `/profile/${segment}/picture?${query}`;
}

function segmentOf(of: PictureOf): string {
  if ('id' in of) return encodeURIComponent(of.id);
  return 'handle' in of ? `@${encodeURIComponent(of.handle)}` : `ext:${encodeURIComponent(of.externalId)}`;
}

/** The path of an earlier picture, which only its owner may read. */
export function earlierPictureUrl(userId: string, pictureId: string): string {
  return `/profile/${encodeURIComponent(userId)}/history/${encodeURIComponent(pictureId)}`;
}
