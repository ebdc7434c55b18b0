import type postgres from 'postgres';

/** `uses` in each window of `seconds`, which opens with the first use. */
export interface WindowLimit {
  uses: number;
  seconds: number;
}

/** `burst` at once, then one every `seconds`. */
export interface BucketLimit {
  burst: number;
  seconds: number;
}

/** Counters kept in the database, so that every process counts the same. Times are the database's. */
export interface RateLimitStore {
  /** Counts one use, unless the limit is reached. Answers 0, or after how many whole seconds the next is let through. */
  takeFromWindow(key: string, limit: WindowLimit): Promise<number>;
  takeFromBucket(key: string, limit: BucketLimit): Promise<number>;
  /** Takes one use back: it turned out not to count. */
  giveBack(key: string): Promise<void>;
  /** Drops the counters that have run out. */
  sweep(): Promise<void>;
}

/** A counter's key: what is limited, then whose use it is. */
export function limitKey(limited: string, subject: string): string {
  return `${limited} ${subject}`;
}

export function createRateLimitStore(sql: postgres.Sql): RateLimitStore {
  return {
    async takeFromWindow(key, { uses, seconds }) {
      // A full window is left as it is, so that refused attempts cost no write and move nothing.
      const window = sql`make_interval(secs => ${seconds})`;
      const [taken] = await sql`
        INSERT INTO rate_limit AS held (key, used, expires_at) VALUES (${key}, 1, now() + ${window})
        ON CONFLICT (key) DO UPDATE SET
          used = CASE WHEN held.expires_at <= now() THEN 1 ELSE held.used + 1 END,
          expires_at = CASE WHEN held.expires_at <= now() THEN now() + ${window} ELSE held.expires_at END
        WHERE held.expires_at <= now() OR held.used < ${uses}
        RETURNING 1`;
      return taken ? 0 : secondsUntil(sql`SELECT expires_at AS at FROM rate_limit WHERE key = ${key}`);
    },

    async takeFromBucket(key, { burst, seconds }) {
      // Virtual scheduling (GCRA, ITU-T I.371): `expires_at` is when the bucket is full again.
      const one = sql`make_interval(secs => ${seconds})`;
      const most = sql`make_interval(secs => ${seconds * (burst - 1)})`;
      const [taken] = await sql`
        INSERT INTO rate_limit AS held (key, used, expires_at) VALUES (${key}, 1, now() + ${one})
        ON CONFLICT (key) DO UPDATE SET expires_at = GREATEST(held.expires_at, now()) + ${one}
        WHERE held.expires_at <= now() + ${most}
        RETURNING 1`;
      return taken ? 0 : secondsUntil(sql`SELECT expires_at - ${most} AS at FROM rate_limit WHERE key = ${key}`);
    },

    async giveBack(key) {
      await sql`UPDATE rate_limit SET used = used - 1 WHERE key = ${key} AND used > 0`;
    },

    async sweep() {
      await sql`DELETE FROM rate_limit WHERE expires_at < now() - interval '1 hour'`;
    },
  };

  async function secondsUntil(query: postgres.PendingQuery<postgres.Row[]>): Promise<number> {
    const [row] = await sql`SELECT ceil(extract(epoch FROM (q.at - now())))::int AS seconds FROM (${query}) q`;
    return Math.max(1, (row?.seconds as number | undefined) ?? 1);
  }
}
