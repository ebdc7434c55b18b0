import type { Profile, Visibility } from '@visage/contract/profile';
import { and, asc, eq, gt, type SQL, sql } from 'drizzle-orm';
import { user } from './auth-schema';
import type { Drizzle } from './database';
import { milliseconds } from './instant';
import { currentAnswer, currentMetadata, isCurrent, pictureColumns } from './picture-columns';
import { picture, pictureState, profile } from './schema';
import { inScope, type Scope, textArray } from './scope';
import { matching } from './search';
import { refuseTaken } from './taken';
import { type Announce, createUserChanges, namesOf } from './user-change';

/** Fields a person may change; those left out stay as they are. */
export interface ProfileChanges {
  handle?: string;
  displayName?: string;
  bio?: string;
  pronouns?: string;
  location?: string;
  website?: string;
  visibility?: Visibility;
  lookupByEmail?: boolean;
}

/** With what only the owner (and, but for the address, an administrator) is told. */
export interface FullProfile extends Profile {
  email: string;
  lookupByEmail: boolean;
}

export interface ProfileStore {
  /** The profile of one user, whoever asks; null when there is no such user. */
  full(userId: string): Promise<FullProfile | null>;
  /** Those of these users that are in scope, in no particular order. */
  byIds(ids: readonly string[], scope: Scope): Promise<Profile[]>;
  byHandles(handles: readonly string[], scope: Scope): Promise<Profile[]>;
  /** Profiles in scope whose handle or display name contains `search`, by handle, from after the handle `after`. */
  list(query: { search: string; after: string | null; limit: number }, scope: Scope): Promise<Profile[]>;
  /**
   * Changes fields if the profile is still at `revision`, and answers it as it is then.
   * Throws `Refusal('handle_taken')`; nothing is changed then.
   */
  update(userId: string, revision: number, changes: ProfileChanges): Promise<FullProfile | 'stale' | 'no_user'>;
}

export function createProfileStore(db: Drizzle, announce: Announce): ProfileStore {
  const change = createUserChanges(db, announce);
  const rows = (where: SQL | undefined) => select(db).where(where);
  return {
    full: (userId) => full(db, userId),
    async byIds(ids, scope) {
      return (await rows(and(sql`${profile.userId} = ANY(${textArray(ids)})`, inScope(scope)))).map(toProfile);
    },
    async byHandles(handles, scope) {
      return (await rows(and(sql`${profile.handle} = ANY(${textArray(handles)})`, inScope(scope)))).map(toProfile);
    },
    async list({ search, after, limit }, scope) {
      const page = await rows(
        and(inScope(scope), matching(search), after === null ? undefined : gt(profile.handle, after)),
      )
        .orderBy(asc(profile.handle))
        .limit(limit);
      return page.map(toProfile);
    },
    update: (userId, revision, changes) =>
      change(userId, async (tx, announceToo) => {
        const [held] = await tx.select().from(profile).where(eq(profile.userId, userId));
        if (held?.revision !== revision) return 'stale' as const;
        const changed = Object.entries(changes).filter(
          ([field, value]) => held[field as keyof ProfileChanges] !== value,
        );
        if (changes.handle !== undefined) announceToo(`@${changes.handle.toLowerCase()}`);
        if (changed.length > 0)
          await tx
            .update(profile)
            .set({ ...Object.fromEntries(changed), revision: revision + 1, updatedAt: sql`now()` })
            .where(eq(profile.userId, userId));
        // Now they may be found by hashes of their address of which this process remembers that they lead to nobody.
        if (changes.lookupByEmail !== undefined || changes.visibility !== undefined)
          for (const name of await namesOf(tx, userId)) announceToo(name);
        return (await full(tx, userId)) ?? ('no_user' as const);
      }).catch(refuseTaken),
  };
}

async function full(db: Reader, userId: string): Promise<FullProfile | null> {
  const [row] = await select(db).where(eq(profile.userId, userId));
  return row ? { ...toProfile(row), email: row.email, lookupByEmail: row.lookupByEmail } : null;
}

type Reader = Pick<Drizzle, 'select'>;

function select(db: Reader) {
  return db
    .select({
      userId: profile.userId,
      handle: profile.handle,
      displayName: profile.displayName,
      bio: profile.bio,
      pronouns: profile.pronouns,
      location: profile.location,
      website: profile.website,
      visibility: profile.visibility,
      lookupByEmail: profile.lookupByEmail,
      revision: profile.revision,
      createdAt: milliseconds(profile.createdAt),
      updatedAt: milliseconds(profile.updatedAt),
      email: user.email,
      answer: currentAnswer,
      picture: pictureColumns,
    })
    .from(profile)
    .innerJoin(user, eq(user.id, profile.userId))
    .innerJoin(pictureState, eq(pictureState.userId, profile.userId))
    .leftJoin(picture, isCurrent);
}

type Row = Awaited<ReturnType<typeof select>>[number];

function toProfile(row: Row): Profile {
  return {
    id: row.userId,
    handle: row.handle,
    displayName: row.displayName,
    bio: row.bio,
    pronouns: row.pronouns,
    location: row.location,
    website: row.website,
    // The column's check constraint holds it to this set.
    visibility: row.visibility as Visibility,
    revision: row.revision,
    createdAt: new Date(row.createdAt).toISOString(),
    updatedAt: new Date(row.updatedAt).toISOString(),
    picture: row.picture ? currentMetadata(row.userId, { ...row.picture, ...row.answer }) : null,
  };
}
