/**
 * What happened, and nothing else: the whole input of the judge. Times are milliseconds of one monotonic clock, that of the
 * prover; a request begins before it is sent and ends after it is received, so that a late clock never makes a violation.
 */
export interface History {
  /** In the order in which they were made; those of one family one after the other, never two at once. */
  changes: Change[];
  answers: Answer[];
  /** Which picture the bytes with an ETag show, as read from their pixels. */
  marks: ReadonlyMap<string, number>;
}

/** What anyone who is not signed in is shown by one route, `/profile/<id or @handle>/picture`. */
export interface Shown {
  /** Which picture; null where there is none to be seen. */
  mark: number | null;
  /** Hex SHA-256 of the picture as stored; null where unknown. */
  digest: string | null;
  /** Names the answer in a URL; null where unknown. */
  version: string | null;
  /** HTTP date by id, in Unix seconds; null where unknown. Under a handle the date is this or later. */
  date: number | null;
  /** Null where the person is hidden, or nobody is there. */
  person: { id: string; name: string } | null;
}

export const nobody: Shown = { mark: null, digest: null, version: null, date: null, person: null };

/** A change of what some routes show. */
export interface Change {
  family: string;
  /** For people. */
  what: string;
  /** The process that acknowledged it; null where the database was asked what became of it. */
  process: number | null;
  begin: number;
  /** From then on it is known to have happened. Infinity: it may have happened or not. */
  ack: number;
  /** By route. */
  after: Record<string, Shown>;
}

/** Validators that a client was given with a body. */
export interface Held {
  etag: string;
  /** As sent: a date of HTTP. */
  date: string | null;
}

/** One request for a picture, and what came of it. */
export interface Answer {
  process: number;
  route: string;
  /** What stands behind the `?`, or nothing. */
  query: string;
  method: 'GET' | 'HEAD';
  /** What the request says the client holds, and by which header. */
  condition: { by: 'etag' | 'date'; held: Held[] } | null;
  start: number;
  end: number;
  /** Null when none came: the connection was lost, or the client's patience (10 s). */
  reply: Reply | null;
  lost?: 'connection' | 'patience';
}

export interface Reply {
  status: number;
  /** Without its quotes. */
  etag: string | null;
  lastModified: string | null;
  cacheControl: string;
  retryAfter: string | null;
  /** Hex SHA-256 of the bytes; null where there are none. */
  body: string | null;
}

/** Something the prover broke, from when until when. */
export interface Fault {
  what: string;
  begin: number;
  end: number;
}
