import { and, eq, sql } from 'drizzle-orm';
import { externalName, handleName } from './announced-names';
import { user } from './auth-schema';
import type { Drizzle } from './database';
import { alias, profile } from './schema';
import { textArray } from './scope';
import { refuseTaken } from './taken';
import type { Announce, Transaction } from './user-change';

/** Someone as another site knows them. */
export interface ExternalPerson {
  externalId: string;
  email?: string | undefined;
  displayName: string;
  handle?: string | undefined;
}

export interface ProvisionStore {
  /** The id of the user whom this external id names. */
  find(externalId: string): Promise<string | null>;
  /** External id → user id, of those that name someone. */
  findMany(externalIds: readonly string[]): Promise<Map<string, string>>;
  /**
   * Makes the user whom this external id names, unless there is one; answers their id. However many ask at once, one is made.
   * Throws `Refusal` of `handle_taken` or `email_taken`; nobody is made then.
   */
  provision(person: ExternalPerson): Promise<string>;
  /** Makes a user whom no other site knows; answers their id. Throws as {@link provision}. */
  add(person: Omit<ExternalPerson, 'externalId'>): Promise<string>;
}

export function createProvisionStore(db: Drizzle, announce: Announce): ProvisionStore {
  const find = async (reader: Pick<Drizzle, 'select'>, externalId: string) => {
    const named = and(eq(alias.kind, 'ext'), eq(alias.name, externalId));
    const [held] = await reader.select({ userId: alias.userId }).from(alias).where(named);
    return held?.userId ?? null;
  };
  return {
    find: (externalId) => find(db, externalId),

    async findMany(externalIds) {
      const named = and(eq(alias.kind, 'ext'), sql`${alias.name} = ANY(${textArray(externalIds)})`);
      const held = await db.select({ name: alias.name, userId: alias.userId }).from(alias).where(named);
      return new Map(held.flatMap(({ name, userId }) => (userId === null ? [] : [[name, userId]])));
    },

    async provision({ externalId, email, displayName, handle }) {
      const id = crypto.randomUUID();
      const names = new Set([id, externalName(externalId)]);
      try {
        return await db.transaction(async (tx) => {
          // Whoever else makes the same person is waited for, and then found.
          await tx.execute(sql`SELECT pg_advisory_xact_lock(hashtextextended(${externalName(externalId)}, 0))`);
          const known = await find(tx, externalId);
          if (known !== null) return known;
          names.add(handleName(await makeUser(tx, id, { email, displayName, handle })));
          // Last: its trigger waits for deletions (drizzle/0005_external_ids.sql), and none may be waiting for this one then.
          await tx.insert(alias).values({ kind: 'ext', name: externalId, userId: id, boundAt: sql`now()` });
          return id;
        });
      } catch (error) {
        return refuseTaken(error);
      } finally {
        for (const name of names) announce(name);
      }
    },

    async add(person) {
      const id = crypto.randomUUID();
      const names = new Set<string>([id]);
      try {
        names.add(handleName(await db.transaction((tx) => makeUser(tx, id, person))));
        return id;
      } catch (error) {
        return refuseTaken(error);
      } finally {
        for (const name of names) announce(name);
      }
    },
  };
}

/** Answers the handle: the one asked for, or the one made from the name. */
async function makeUser(
  tx: Transaction,
  id: string,
  { email, displayName, handle }: Omit<ExternalPerson, 'externalId'>,
): Promise<string> {
  await tx.insert(user).values({ id, name: displayName, email: email ?? noAddress(id) });
  const named = handle === undefined ? {} : { handle };
  const [made] = await tx
    .update(profile)
    .set({ displayName, ...named })
    .where(eq(profile.userId, id))
    .returning({ handle: profile.handle });
  return made?.handle ?? '';
}

/** better-auth wants an address of everyone. This one is nobody's, ever (RFC 2606 section 2). */
function noAddress(id: string): string {
  return `${id}@provisioned.invalid`;
}
