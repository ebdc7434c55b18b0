/** A cache in front of one Visage or several, as a test sees it. */
export interface Front {
  /** Of the cache. */
  url: string;
  /** Of a Visage behind it, which people talk to directly when they change something. */
  origin: string;
  /** How long after an acknowledged change another process may still answer as before it, in milliseconds (SPEC section 9). */
  bound: number;
}

/** Waits until every process must know of every change acknowledged so far. */
export const settled = ({ bound }: Front): Promise<void> => Bun.sleep(bound);
