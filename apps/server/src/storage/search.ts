import { and, or, type SQL, sql } from 'drizzle-orm';
import { profile } from './schema';

/**
 * The condition that a handle or display name contains `search`, whatever its case. Everything that matches holds every piece of
 * the search (drizzle/0005_search_grams.sql), which an index answers; some that hold them all don't match, so ILIKE has the last
 * word. Undefined where everyone matches.
 */
export function matching(search: string): SQL | undefined {
  if (search === '') return undefined;
  const pattern = `%${search.replace(/[\\%_]/g, '\\$&')}%`;
  const typed = sql`${search}::text`;
  return and(
    sql`visage_grams(${profile.handle} || ' ' || ${profile.displayName}, '{1,2,3}')
      @> visage_grams(${typed}, ARRAY[LEAST(3, char_length(lower(${typed})))])`,
    or(sql`${profile.handle} ILIKE ${pattern}`, sql`${profile.displayName} ILIKE ${pattern}`),
  );
}
