import type { AccountExport } from '@visage/contract/account-export';
import { asc, eq, sql } from 'drizzle-orm';
import { countersAbout, linksAbout } from './about-user';
import { verification } from './auth-schema';
import { iso } from './instant';
import { alias, rateLimit } from './schema';
import type { Transaction } from './user-change';

/** What using an account leaves behind, for its owner's export: names, links, counters. */

export function readNames(tx: Transaction, userId: string): Promise<AccountExport['names']> {
  return tx
    .select({ kind: alias.kind, name: alias.name, boundAt: iso(alias.boundAt), releasedAt: iso(alias.releasedAt) })
    .from(alias)
    .where(eq(alias.userId, userId))
    .orderBy(asc(alias.kind), asc(alias.name));
}

export function readOpenLinks(tx: Transaction, userId: string, email: string): Promise<AccountExport['openLinks']> {
  return tx
    .select({
      createdAt: iso(verification.createdAt),
      updatedAt: iso(verification.updatedAt),
      expiresAt: iso(verification.expiresAt),
    })
    .from(verification)
    .where(linksAbout(userId, email))
    .orderBy(asc(verification.createdAt), asc(verification.id));
}

export function readCounters(tx: Transaction, userId: string, email: string): Promise<AccountExport['counters']> {
  return tx
    .select({
      what: sql<string>`split_part(${rateLimit.key}, ' ', 1)`,
      subject: sql<string>`split_part(${rateLimit.key}, ' ', 2)`,
      used: rateLimit.used,
      expiresAt: iso(rateLimit.expiresAt),
    })
    .from(rateLimit)
    .where(countersAbout(userId, email))
    .orderBy(asc(rateLimit.key));
}
