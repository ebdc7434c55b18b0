/** Tells whoever listens that answers of picture URLs may have changed, whichever process changed them. */
export interface ChangeFeed {
  /**
   * `listener` gets the id of the user, or null where anybody's may have changed: after notices may have been lost, and every
   * half second for as long as they may be. Never throws to the feed. Answers how to stop listening.
   */
  listen(listener: (userId: string | null) => void): () => void;
}
