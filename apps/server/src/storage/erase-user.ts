import { eq } from 'drizzle-orm';
import { countersAbout, linksAbout } from './about-user';
import { user, verification } from './auth-schema';
import { rateLimit } from './schema';
import type { Transaction } from './user-change';

/** Erases, within a change of this user, every row that holds their id or address. */
export async function eraseUser(tx: Transaction, userId: string): Promise<void> {
  const [held] = await tx.select({ email: user.email }).from(user).where(eq(user.id, userId));
  const email = held?.email ?? '';
  // Profile, pictures, sessions, keys and sign-in methods go with the user's row by their foreign keys.
  await tx.delete(verification).where(linksAbout(userId, email));
  await tx.delete(rateLimit).where(countersAbout(userId, email));
  await tx.delete(user).where(eq(user.id, userId));
}
