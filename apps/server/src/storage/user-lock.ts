import { sql } from 'drizzle-orm';
import { user } from './auth-schema';
import type { Drizzle } from './database';

/**
 * Takes the user's row lock until the transaction ends; false when there is no such user. Every change of a user's picture
 * or profile takes it first, so that changes of one user happen one after the other and none outlives a deletion.
 * `NO KEY UPDATE` waits for a deletion and is waited for by one, yet lets foreign keys refer to the user meanwhile.
 */
export async function lockUser(tx: Pick<Drizzle, 'select'>, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: user.id })
    .from(user)
    .where(sql`${user.id} = ${userId}`)
    .for('no key update')
    .prepare('lock_user')
    .execute();
  return rows.length > 0;
}
