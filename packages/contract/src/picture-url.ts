/** Whose picture: by user id, or by handle (without the `@`). */
export type PictureOf = { id: string } | { handle: string };

export interface PictureUrlOptions {
  /** Names the answer, so that caches may keep it for good. */
  version?: string;
  /** What someone without a picture gets; a redirect to the placeholder unless given. */
  fallback?: '404';
}

/**
 * The path of someone's picture, absolute on the Visage server: `/profile/<id>/picture?…`.
 * The one place that knows the shape of these URLs.
 */
export function pictureUrl(of: PictureOf, options: PictureUrlOptions = {}): string {
  const segment = 'id' in of ? encodeURIComponent(of.id) : `@${encodeURIComponent(of.handle)}`;
  const query = new URLSearchParams();
  if (options.fallback !== undefined) query.set('fallback', options.fallback);
  if (options.version !== undefined) query.set('v', options.version);
  return query.size === 0 ? `/profile/${segment}/picture` : `/profile/${segment}/picture?${query}`;
}

/** The path of an earlier picture, which only its owner may read. */
export function earlierPictureUrl(userId: string, pictureId: string): string {
  return `/profile/${encodeURIComponent(userId)}/history/${encodeURIComponent(pictureId)}`;
}
