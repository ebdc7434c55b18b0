import { and, asc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import { user } from './auth-schema';
import type { Drizzle } from './database';
import { alias, picture, profile } from './schema';

/** Someone, as an operator looks at them. */
export interface KnownPerson {
  id: string;
  handle: string;
  name: string;
  email: string;
  verified: boolean;
  promoted: boolean;
  visibility: string;
}

/** People as operators find them, whoever may see them otherwise. */
export interface PeopleStore {
  /** Who is meant by an id, a handle (with @ or without) or an address. */
  find(who: string): Promise<KnownPerson | null>;
  /** By the id that another site gave them. */
  findExternal(externalId: string): Promise<KnownPerson | null>;
  /** By handle, from after the handle `after`. */
  page(after: string | null, limit: number): Promise<KnownPerson[]>;
  /** Whether they have any picture, shown or not. */
  hasPicture(userId: string): Promise<boolean>;
}

export function createPeopleStore(db: Drizzle): PeopleStore {
  const select = (where: SQL | undefined) =>
    db
      .select({
        id: user.id,
        handle: profile.handle,
        name: profile.displayName,
        email: user.email,
        verified: user.emailVerified,
        promoted: user.promoted,
        visibility: profile.visibility,
      })
      .from(user)
      .innerJoin(profile, eq(profile.userId, user.id))
      .where(where);
  return {
    async find(who) {
      const name = who.replace(/^@/, '').toLowerCase();
      const byEmail = eq(user.email, who.toLowerCase());
      // An id is nobody's handle: ids are longer, or were chosen by nobody. Were one, the id is meant.
      const found = await select(or(eq(user.id, who), eq(profile.handle, name), byEmail));
      return found.find(({ id }) => id === who) ?? found[0] ?? null;
    },
    async findExternal(externalId) {
      const [named] = await db
        .select({ id: alias.userId })
        .from(alias)
        .where(and(eq(alias.kind, 'ext'), eq(alias.name, externalId), isNull(alias.releasedAt)));
      return named?.id ? ((await select(eq(user.id, named.id)))[0] ?? null) : null;
    },
    page: (after, limit) =>
      select(after === null ? undefined : gt(profile.handle, after))
        .orderBy(asc(profile.handle))
        .limit(limit),
    async hasPicture(userId) {
      const rows = await db.select({ there: sql`1` }).from(picture).where(eq(picture.userId, userId)).limit(1);
      return rows.length > 0;
    },
  };
}
