/** Tells whoever listens that answers of picture URLs may have changed, whichever process changed them. */
export interface ChangeFeed {
  /**
   * `listener` gets the id of the user, or null where anybody's may have changed: after notices may have been lost, and every
   * half second for as long as they may be. Never throws to the feed. Answers how to stop listening.
   */
  listen(listener: (userId: string | null) => void): () => void;
}

/** The feed of a process: whatever it is told goes to everyone who listens. */
export function createChangeFeed(): ChangeFeed & { tell(userId: string | null): void } {
  const listeners = new Set<(userId: string | null) => void>();
  return {
    listen(listener) {
      // Wrapped, so that the same function may listen twice.
      const own = (userId: string | null) => listener(userId);
      listeners.add(own);
      return () => listeners.delete(own);
    },
    tell(userId) {
      for (const listener of listeners) listener(userId);
    },
  };
}
