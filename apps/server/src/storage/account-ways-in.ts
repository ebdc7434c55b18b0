import type { AccountExport } from '@visage/contract/account-export';
import { asc, desc, eq } from 'drizzle-orm';
import { scopesIn } from './api-key-store';
import { account, apikey, passkey, session } from './auth-schema';
import { iso } from './instant';
import type { Transaction } from './user-change';

/** What lets someone into an account, for its owner's export, without what would let a reader of it in: sessions, ways to sign in, keys, passkeys. */

export function readSessions(tx: Transaction, userId: string): Promise<AccountExport['sessions']> {
  return tx
    .select({
      createdAt: iso(session.createdAt),
      updatedAt: iso(session.updatedAt),
      expiresAt: iso(session.expiresAt),
      ipAddress: session.ipAddress,
      userAgent: session.userAgent,
    })
    .from(session)
    .where(eq(session.userId, userId))
    .orderBy(desc(session.createdAt), asc(session.id));
}

export function readSignInMethods(tx: Transaction, userId: string): Promise<AccountExport['signInMethods']> {
  return tx
    .select({
      provider: account.providerId,
      accountId: account.accountId,
      scope: account.scope,
      createdAt: iso(account.createdAt),
      updatedAt: iso(account.updatedAt),
    })
    .from(account)
    .where(eq(account.userId, userId))
    .orderBy(asc(account.createdAt), asc(account.id));
}

export async function readApiKeys(tx: Transaction, userId: string): Promise<AccountExport['apiKeys']> {
  const rows = await tx
    .select({
      name: apikey.name,
      start: apikey.start,
      permissions: apikey.permissions,
      createdAt: iso(apikey.createdAt),
      updatedAt: iso(apikey.updatedAt),
      expiresAt: iso(apikey.expiresAt),
      lastUsedAt: iso(apikey.lastRequest),
    })
    .from(apikey)
    .where(eq(apikey.referenceId, userId))
    .orderBy(asc(apikey.createdAt), asc(apikey.id));
  return rows.map(({ permissions, ...row }) => ({ ...row, scopes: scopesIn(permissions) }));
}

export function readPasskeys(tx: Transaction, userId: string): Promise<AccountExport['passkeys']> {
  return tx
    .select({
      name: passkey.name,
      deviceType: passkey.deviceType,
      backedUp: passkey.backedUp,
      transports: passkey.transports,
      aaguid: passkey.aaguid,
      signatureCount: passkey.counter,
      createdAt: iso(passkey.createdAt),
    })
    .from(passkey)
    .where(eq(passkey.userId, userId))
    .orderBy(asc(passkey.createdAt), asc(passkey.id));
}
