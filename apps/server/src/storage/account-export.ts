import type { AccountExport } from '@visage/contract/account-export';
import type { Visibility } from '@visage/contract/profile';
import { eq, sql } from 'drizzle-orm';
import { readCounters, readNames, readOpenLinks } from './account-traces';
import { readApiKeys, readPasskeys, readSessions, readSignInMethods } from './account-ways-in';
import { user } from './auth-schema';
import type { Drizzle } from './database';
import { readExportedPictures } from './exported-pictures';
import { iso, milliseconds } from './instant';
import { pictureState, profile } from './schema';
import type { Transaction } from './user-change';

/** Everything held about a user, as of one moment; null when there is no such user. */
export type ReadAccountExport = (userId: string) => Promise<AccountExport | null>;

/**
 * What must never leave is not selected in the first place: tokens of sessions, of providers and of links, and hashes of
 * passwords and keys. `http/trpc/account-export-columns.test.ts` knows of every column whether it is exported or left out, and why.
 */
export function createAccountExportReader(db: Drizzle): ReadAccountExport {
  // One snapshot for all statements: what changes meanwhile is in the whole export or in nothing of it.
  const snapshot = { isolationLevel: 'repeatable read', accessMode: 'read only' } as const;
  return (userId) =>
    db.transaction(async (tx) => {
      const person = await readPerson(tx, userId);
      if (!person) return null;
      const { email } = person.user;
      return {
        ...person,
        names: await readNames(tx, userId),
        pictures: await readExportedPictures(tx, userId),
        sessions: await readSessions(tx, userId),
        signInMethods: await readSignInMethods(tx, userId),
        apiKeys: await readApiKeys(tx, userId),
        passkeys: await readPasskeys(tx, userId),
        openLinks: await readOpenLinks(tx, userId, email),
        counters: await readCounters(tx, userId, email),
      };
    }, snapshot);
}

async function readPerson(tx: Transaction, userId: string) {
  const [row] = await tx
    .select({
      now: milliseconds(sql`now()`),
      user: {
        id: user.id,
        name: user.name,
        email: user.email,
        emailVerified: user.emailVerified,
        image: user.image,
        signUpVisibility: user.visibility,
        createdAt: iso(user.createdAt),
        updatedAt: iso(user.updatedAt),
      },
      profile: {
        handle: profile.handle,
        displayName: profile.displayName,
        bio: profile.bio,
        pronouns: profile.pronouns,
        location: profile.location,
        website: profile.website,
        visibility: profile.visibility,
        lookupByEmail: profile.lookupByEmail,
        revision: profile.revision,
        createdAt: iso(profile.createdAt),
        updatedAt: iso(profile.updatedAt),
      },
      shown: {
        pictureId: pictureState.currentPictureId,
        version: pictureState.version,
        lastUpdated: iso(pictureState.lastUpdated),
      },
    })
    .from(user)
    .innerJoin(profile, eq(profile.userId, user.id))
    .innerJoin(pictureState, eq(pictureState.userId, user.id))
    .where(eq(user.id, userId));
  if (!row) return null;
  return {
    exportedAt: new Date(row.now).toISOString(),
    user: row.user,
    // The column's check constraint holds it to this set.
    profile: { ...row.profile, visibility: row.profile.visibility as Visibility },
    shown: row.shown,
  };
}
