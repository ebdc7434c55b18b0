/** One answer as a visitor gets it. */
export interface Seen {
  /** When it was asked for, on the clock of `performance.now()`. */
  askedAt: number;
  status: number;
  /** What is on the screen then: the digest of a body, the place a redirect leads to, or the status alone. */
  shown: string;
  headers: Headers;
  /** What the cache says of itself: MISS, HIT or REVALIDATED; null where the request went past it. */
  cache: string | null;
}

/**
 * Asks for a picture as a cache-less visitor. Throws where the entity tag is not of the very body it comes with: a cache that
 * pairs an old body with a new tag would keep the pair for good.
 */
export async function see(url: string, init: RequestInit = {}): Promise<Seen> {
  const askedAt = performance.now();
  const answered = await fetch(url, { redirect: 'manual', ...init });
  const { status, headers } = answered;
  const digest = new Bun.CryptoHasher('sha256').update(await answered.arrayBuffer()).digest('hex');
  const hasBody = status === 200 && init.method !== 'HEAD';
  if (hasBody && headers.get('etag') !== `"${digest}"`) {
    throw new Error(`${url} came with the tag ${headers.get('etag')} and a body of ${digest}`);
  }
  const shown = hasBody ? digest : status === 302 ? `to ${headers.get('location')}` : String(status);
  return { askedAt, status, shown, headers, cache: headers.get('x-cache-status') };
}
