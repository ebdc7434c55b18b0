import { and, eq, ne } from 'drizzle-orm';
import { apikey, passkey, session } from './auth-schema';
import type { Transaction } from './user-change';

/** Ends, within a transaction, every key and passkey of the user, and every session but, if given, the one with this id. */
export async function endAccess(tx: Transaction, userId: string, exceptSessionId: string | null): Promise<void> {
  const others = exceptSessionId === null ? undefined : ne(session.id, exceptSessionId);
  await tx.delete(session).where(and(eq(session.userId, userId), others));
  await tx.delete(apikey).where(eq(apikey.referenceId, userId));
  await tx.delete(passkey).where(eq(passkey.userId, userId));
}
