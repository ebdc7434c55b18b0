import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** An instant as milliseconds since 1970, the same whatever the session's time zone and date style are. */
export function milliseconds(instant: AnyPgColumn | SQL): SQL<number> {
  return sql<number>`floor(extract(epoch FROM ${instant}) * 1000)::float8`;
}
