import { type SQL, sql } from 'drizzle-orm';
import type { AnyPgColumn } from 'drizzle-orm/pg-core';

/** An instant as milliseconds since 1970, the same whatever the session's time zone and date style are. */
export function milliseconds(instant: AnyPgColumn | SQL): SQL<number> {
  return sql<number>`floor(extract(epoch FROM ${instant}) * 1000)::float8`;
}

/** An instant as ISO 8601 in UTC, cut to milliseconds, where nothing is reckoned with it. */
export function iso<Column extends AnyPgColumn>(
  instant: Column,
): SQL<Column['_']['notNull'] extends true ? string : string | null> {
  return sql`to_char(${instant} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;
}
