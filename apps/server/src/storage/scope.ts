import type { Visibility } from '@visage/contract/profile';
import { type SQL, sql } from 'drizzle-orm';
import { profile } from './schema';

/** Which profiles a query may show: those of these visibilities, and whatever belongs to this user. */
export interface Scope {
  visibilities: readonly Visibility[];
  userId: string | null;
}

/** The condition under which a row of `profile` is in scope. */
export function inScope(scope: Scope): SQL<boolean> {
  return sql`(${profile.visibility} = ANY(${textArray(scope.visibilities)}) OR ${profile.userId} IS NOT DISTINCT FROM ${scope.userId})`;
}

/** A list as one parameter, so that the statement, and with it its plan, stays the same for every length. */
export function textArray(values: readonly string[]): SQL {
  return sql`${sql.param(values)}::text[]`;
}
