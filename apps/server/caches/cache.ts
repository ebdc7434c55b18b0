/** A standard cache in front of one or more Visages, on loopback, with a store of its own. */
export interface Cache {
  url: string;
  /** Ends it and removes what it kept. */
  stop(): Promise<void>;
}

/** Starts one in front of these origins (`http://127.0.0.1:<port>`), which it asks in turn. */
export type StartCache = (origins: readonly string[]) => Promise<Cache>;
