import { eq, like, or, type SQL, sql } from 'drizzle-orm';
import { verification } from './auth-schema';
import { rateLimit } from './schema';

/**
 * Which rows are about a user in the tables that don't refer to one: what is erased with an account, and what an export of
 * it holds. Both ask here, so that neither knows of a row that the other has forgotten.
 */

/** Links that were mailed: better-auth keeps the user's id in the value (alone or within JSON), or the address as the name. */
export function linksAbout(userId: string, email: string): SQL | undefined {
  return or(
    eq(verification.value, userId),
    eq(verification.identifier, email),
    like(verification.value, `%${userId}%`),
  );
}

/** Counters of limits; `limitKey` says how a key is made. */
export function countersAbout(userId: string, email: string): SQL {
  return sql`split_part(${rateLimit.key}, ' ', 2) IN (${userId}, ${email})`;
}
