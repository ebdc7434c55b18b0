import { eq, sql } from 'drizzle-orm';
import { user } from './auth-schema';
import type { Drizzle } from './database';
import { endAccess } from './end-access';
import { eraseUser } from './erase-user';
import { audit, profile } from './schema';
import { createUserChanges, type Transaction } from './user-change';

export type Deed = 'verify' | 'promote' | 'demote' | 'hide' | 'erase';

/**
 * What operators do to people, each with its entry in the audit, in one transaction. False where there is nothing to do: no such person, or
 * they are so already. A Visage that runs hears of it from the database.
 */
export interface OperatorStore {
  /** The address counts as theirs. As by a mailed link, every session, key and passkey from before ends, unless kept. */
  verify(userId: string, keepAccess: boolean): Promise<boolean>;
  promote(userId: string): Promise<boolean>;
  demote(userId: string): Promise<boolean>;
  /** Makes the profile private. */
  hide(userId: string): Promise<boolean>;
  erase(userId: string): Promise<boolean>;
  /** What was done to someone, even if they are gone; oldest first. */
  audit(userId: string): Promise<{ at: string; what: string; operator: string }[]>;
}

/** @param operator who does it, as the machine knows them */
export function createOperatorStore(db: Drizzle, operator: string): OperatorStore {
  const change = createUserChanges(db, () => {});
  const subject = (userId: string) => sql<Uint8Array>`sha256(convert_to(${userId}, 'UTF8'))`;

  async function deed(what: Deed, userId: string, make: (tx: Transaction) => Promise<boolean>): Promise<boolean> {
    const outcome = await change(userId, async (tx) => {
      if (!(await make(tx))) return false;
      await tx.insert(audit).values({ what, subject: subject(userId), operator });
      return true;
    });
    return outcome === true;
  }
  const promoted = (userId: string, to: boolean) => async (tx: Transaction) => {
    const rows = await tx
      .update(user)
      .set({ promoted: to })
      .where(sql`${user.id} = ${userId} AND ${user.promoted} <> ${to}`)
      .returning({ id: user.id });
    return rows.length > 0;
  };

  return {
    verify: (userId, keepAccess) =>
      deed('verify', userId, async (tx) => {
        const rows = await tx
          .update(user)
          .set({ emailVerified: true, updatedAt: sql`now()` })
          .where(sql`${user.id} = ${userId} AND NOT ${user.emailVerified}`)
          .returning({ id: user.id });
        if (rows.length > 0 && !keepAccess) await endAccess(tx, userId, null);
        return rows.length > 0;
      }),
    promote: (userId) => deed('promote', userId, promoted(userId, true)),
    demote: (userId) => deed('demote', userId, promoted(userId, false)),
    hide: (userId) =>
      deed('hide', userId, async (tx) => {
        const rows = await tx
          .update(profile)
          .set({ visibility: 'private', revision: sql`${profile.revision} + 1`, updatedAt: sql`now()` })
          .where(sql`${profile.userId} = ${userId} AND ${profile.visibility} <> 'private'`)
          .returning({ id: profile.userId });
        return rows.length > 0;
      }),
    erase: (userId) =>
      deed('erase', userId, async (tx) => {
        await eraseUser(tx, userId);
        return true;
      }),
    async audit(userId) {
      return db
        .select({
          at: sql<string>`to_char(${audit.at} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')`,
          what: audit.what,
          operator: audit.operator,
        })
        .from(audit)
        .where(eq(audit.subject, subject(userId)))
        .orderBy(audit.at);
    },
  };
}
