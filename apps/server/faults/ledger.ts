/** An upload that was asked for. */
export interface Attempt {
  mark: number;
  /** Of the picture, as acknowledged; null where nobody knows what became of it. */
  id: string | null;
}

/** What one owner of pictures was told, and what is there in the end. */
export interface Ledger {
  owner: string;
  /** In order, one at a time. */
  attempts: readonly Attempt[];
  stored: { current: string | null; pictures: readonly string[] };
}

/** SPEC section 2: the current picture and 20 earlier ones are kept. */
const kept = 20;

/** Acknowledged uploads that are gone, in words. Pictures that newer ones have pushed out are none of them. */
export function lostUploads({ owner, attempts, stored }: Ledger): string[] {
  const gone = attempts
    .slice(-kept)
    .filter(({ id }) => id !== null && !stored.pictures.includes(id))
    .map(({ mark }) => `upload of ${mark} by ${owner} was acknowledged and is not there`);
  const last = attempts.findLastIndex(({ id }) => id !== null);
  const acknowledged = attempts[last];
  if (!acknowledged || gone.length > 0 || stored.current === acknowledged.id) return gone;
  const earlier = attempts.slice(0, last).some(({ id }) => id !== null && id === stored.current);
  const perhaps = attempts.length > last + 1;
  if (perhaps && !earlier && stored.current !== null) return gone;
  return [`upload of ${acknowledged.mark} by ${owner} was acknowledged and is not shown`];
}

/** Pictures there that nobody has sent, in words: of an upload that nobody was told of there may be one, or none. */
export function unsentPictures({ owner, attempts, stored }: Ledger): string[] {
  const known = new Set(attempts.map(({ id }) => id));
  const others = stored.pictures.filter((id) => !known.has(id)).length;
  const perhaps = attempts.filter(({ id }) => id === null).length;
  return others > perhaps ? [`${owner} has ${others} pictures that nobody knows of, from ${perhaps} uploads`] : [];
}
