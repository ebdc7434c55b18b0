import type { ApiKey, Scope } from '@visage/contract/api-key';
import { and, desc, eq, gt, isNull, or, type SQL, sql } from 'drizzle-orm';
import { apikey, user } from './auth-schema';
import type { Drizzle } from './database';
import { milliseconds } from './instant';

/** A key that works, and whose it is. */
export interface KeyHolder {
  keyId: string;
  scopes: Scope[];
  userId: string;
  email: string;
  emailVerified: boolean;
  /** By `bun visage admin promote`. */
  promoted: boolean;
}

/** Keys as better-auth's plugin keeps them. Neither expired nor revoked ones are ever told of. */
export interface ApiKeyStore {
  /** Who holds the key with this hash; null where none works. Notes that it was used, to the minute. */
  find(hash: string): Promise<KeyHolder | null>;
  /** Of one user, newest first. */
  list(userId: string): Promise<ApiKey[]>;
  /** False when the user has no such key. */
  revoke(userId: string, keyId: string): Promise<boolean>;
}

export function createApiKeyStore(db: Drizzle): ApiKeyStore {
  return {
    async find(hash) {
      const [held] = await db
        .select({
          keyId: apikey.id,
          permissions: apikey.permissions,
          userId: user.id,
          email: user.email,
          emailVerified: user.emailVerified,
          promoted: user.promoted,
          wasUsed: sql<boolean>`coalesce(${apikey.lastRequest} > ${aMinuteAgo}, false)`,
        })
        .from(apikey)
        .innerJoin(user, eq(user.id, apikey.referenceId))
        .where(and(eq(apikey.key, hash), works))
        .prepare('find_api_key')
        .execute();
      if (!held) return null;
      const { permissions, wasUsed, ...holder } = held;
      // Once a minute: a busy key would else be a row that every request waits to write.
      if (!wasUsed) {
        const stale = or(isNull(apikey.lastRequest), sql`${apikey.lastRequest} <= ${aMinuteAgo}`);
        await db
          .update(apikey)
          .set({ lastRequest: sql`now()` })
          .where(and(eq(apikey.id, held.keyId), stale));
      }
      return { ...holder, scopes: scopesIn(permissions) };
    },

    async list(userId) {
      const rows = await db
        .select({
          id: apikey.id,
          name: apikey.name,
          start: apikey.start,
          permissions: apikey.permissions,
          createdAt: milliseconds(apikey.createdAt),
          expiresAt: milliseconds(apikey.expiresAt),
          lastUsedAt: milliseconds(apikey.lastRequest),
        })
        .from(apikey)
        .where(and(eq(apikey.referenceId, userId), works))
        .orderBy(desc(apikey.createdAt), apikey.id);
      return rows.map(({ name, start, permissions, createdAt, expiresAt, lastUsedAt, ...row }) => ({
        ...row,
        name: name ?? '',
        start: start ?? '',
        scopes: scopesIn(permissions),
        createdAt: new Date(createdAt).toISOString(),
        expiresAt: isoOf(expiresAt),
        lastUsedAt: isoOf(lastUsedAt),
      }));
    },

    async revoke(userId, keyId) {
      const gone = await db
        .delete(apikey)
        .where(and(eq(apikey.id, keyId), eq(apikey.referenceId, userId)))
        .returning({ id: apikey.id });
      return gone.length > 0;
    },
  };
}

const aMinuteAgo = sql`now() - interval '1 minute'`;

const works: SQL | undefined = and(
  eq(apikey.enabled, true),
  or(isNull(apikey.expiresAt), gt(apikey.expiresAt, sql`now()`)),
);

function isoOf(instant: number | null): string | null {
  return instant === null ? null : new Date(instant).toISOString();
}

/** As the plugin writes permissions, `{"profiles":["read"]}`. What isn't one of ours allows nothing. */
export function scopesIn(permissions: string | null): Scope[] {
  const { profiles = [] } = JSON.parse(permissions ?? '{}') as { profiles?: unknown[] };
  const all: Record<string, Scope> = { read: 'profiles:read', write: 'profiles:write' };
  return profiles.flatMap((each) => all[String(each)] ?? []);
}
