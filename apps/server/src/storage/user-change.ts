import { and, eq, isNull, sql } from 'drizzle-orm';
import postgres from 'postgres';
import { aliasName } from './announced-names';
import { user } from './auth-schema';
import type { Drizzle } from './database';
import { alias } from './schema';
import { isUnavailable } from './unavailable';
import { Unconfirmed } from './unconfirmed';

/**
 * Told, before a change is answered, of every name whose answers it may change: the user's id, and each `@handle`, `ext:<external id>` and
 * `hash:<of the address>` that leads to them. This process forgets what it remembers of them.
 */
export type Announce = (name: string) => void;

export type Transaction = Parameters<Parameters<Drizzle['transaction']>[0]>[0];

/** Makes one change of one user; see `createUserChanges`. */
export type ChangeUser = <Outcome>(
  userId: string,
  make: (tx: Transaction, announce: Announce) => Promise<Outcome>,
) => Promise<Outcome | 'no_user'>;

/**
 * Every change of a user's picture or profile is one transaction that takes the user's row lock first, so that changes of one user happen
 * one after the other and none outlives a deletion. `NO KEY UPDATE` waits for a deletion and is waited for by one, yet lets
 * foreign keys refer to the user meanwhile. `'no_user'` when there is no such user.
 *
 * Announced in any case: of a change that failed nobody knows how far it came. Where all was done but to hear of its COMMIT, that is said
 * (`Unconfirmed`), lest whoever asked takes it for not done. The names are asked for after the lock is taken, since
 * another process may have bound one a moment ago, and this one have remembered whom it led to before (SPEC 9.1).
 */
export function createUserChanges(db: Drizzle, announce: Announce): ChangeUser {
  return async (userId, make) => {
    const names = new Set([userId]);
    let isMade = false;
    try {
      return await db.transaction(async (tx) => {
        if (!(await lockUser(tx, userId))) return 'no_user';
        for (const name of await namesOf(tx, userId)) names.add(name);
        const outcome = await make(tx, (name) => names.add(name));
        isMade = true;
        return outcome;
      });
    } catch (error) {
      throw isMade && isUnavailable(error) && !isRefused(error)
        ? new Unconfirmed('a commit was not answered', { cause: error })
        : error;
    } finally {
      for (const name of names) announce(name);
    }
  };
}

/** The database has said no, and goes on: what was to be committed is not. (With FATAL it ends the connection, and may have been done before.) */
function isRefused(error: unknown): boolean {
  for (let each = error; each instanceof Error; each = each.cause) {
    if (each instanceof postgres.PostgresError) return each.severity === 'ERROR';
  }
  return false;
}

async function lockUser(tx: Transaction, userId: string): Promise<boolean> {
  const rows = await tx
    .select({ id: user.id })
    .from(user)
    .where(sql`${user.id} = ${userId}`)
    .for('no key update')
    .prepare('lock_user')
    .execute();
  return rows.length > 0;
}

/** Every name that leads to the user now, as changes are announced. */
export async function namesOf(tx: Pick<Drizzle, 'select'>, userId: string): Promise<string[]> {
  const rows = await tx
    .select({ kind: alias.kind, name: alias.name })
    .from(alias)
    .where(and(eq(alias.userId, userId), isNull(alias.releasedAt)))
    .prepare('names_of_user')
    .execute();
  return rows.map(({ kind, name }) => aliasName(kind, name));
}
