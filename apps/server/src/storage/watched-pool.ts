import type postgres from 'postgres';

/** One connection of a pool, as the patched driver (patches/postgres@3.4.9.patch) tells of it. */
export interface Line {
  /** How often anything has come from the server. */
  readonly heard: number;
  /** Bytes that were sent since. */
  readonly unheard: number;
  /** Whether the server is to say something. */
  isWaiting(): boolean;
  /** The server's process at its other end; null before it is known. */
  pid(): number | null;
  /** Fails all that waits on it, and drops it. */
  giveUp(error: Error): void;
}

/** What the patched driver tells of a pool, and lets do to it. */
export interface WatchedPool {
  readonly lines: readonly Line[];
  /** Fails all that waits, for its answer or for a connection, and drops the connections it waits on. */
  giveUp(error: Error): void;
}

export const watchedPool = (sql: postgres.Sql) => sql as unknown as WatchedPool;
