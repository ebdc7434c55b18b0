import { drizzleAdapter } from '@better-auth/drizzle-adapter';
import { account, apikey, passkey, session, user, verification } from './auth-schema';
import type { Drizzle } from './database';

/** The sign-in tables as better-auth wants them: its own interface over them, with transactions. */
export function createAuthTables(db: Drizzle) {
  const schema = { user, session, account, verification, apikey, passkey };
  return drizzleAdapter(db, { provider: 'pg', schema, transaction: true });
}
