import { eq, lt, sql } from 'drizzle-orm';
import { apikey, session, user, verification } from './auth-schema';
import type { Drizzle } from './database';
import { endAccess } from './end-access';
import { eraseUser } from './erase-user';
import { type Announce, createUserChanges, namesOf } from './user-change';

export interface AccountStore {
  /** Makes a user who has no way to sign in yet. Answers their id. */
  add(person: { name: string; email: string }): Promise<string>;
  isEmpty(): Promise<boolean>;
  /** The user's address, and whether they have shown that it is theirs; null when there is no such user. */
  addressOf(userId: string): Promise<{ email: string; verified: boolean } | null>;
  /** To be told after the address of a user, or whether it is theirs, has changed: this process forgets whom it led to. */
  addressChanged(userId: string): Promise<void>;
  /** Erases, in one transaction, every row that holds the user's id or address. False when there was no such user. */
  erase(userId: string): Promise<boolean>;
  /** Drops sessions, keys and links that have run out. */
  sweep(): Promise<void>;
  /** Ends every key and passkey of the user, and every session but, if given, the one with this id. All of it or nothing. */
  endAccess(userId: string, exceptSessionId: string | null): Promise<void>;
}

export function createAccountStore(db: Drizzle, announce: Announce): AccountStore {
  const change = createUserChanges(db, announce);
  return {
    async add({ name, email }) {
      const id = crypto.randomUUID();
      await db.insert(user).values({ id, name, email });
      return id;
    },

    isEmpty: async () => (await db.select({ id: user.id }).from(user).limit(1)).length === 0,

    async addressOf(userId) {
      const [row] = await db
        .select({ email: user.email, verified: user.emailVerified })
        .from(user)
        .where(eq(user.id, userId));
      return row ?? null;
    },

    async addressChanged(userId) {
      // Whoever was found by the address before is remembered by their id as well.
      announce(userId);
      for (const name of await namesOf(db, userId)) announce(name);
    },

    async erase(userId) {
      const outcome = await change(userId, async (tx) => {
        await eraseUser(tx, userId);
        return 'erased';
      });
      return outcome === 'erased';
    },

    async sweep() {
      await db.delete(session).where(lt(session.expiresAt, sql`now()`));
      await db.delete(apikey).where(lt(apikey.expiresAt, sql`now()`));
      await db.delete(verification).where(lt(verification.expiresAt, sql`now()`));
    },

    endAccess: (userId, exceptSessionId) => db.transaction((tx) => endAccess(tx, userId, exceptSessionId)),
  };
}
