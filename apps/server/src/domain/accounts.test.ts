import { expect, test } from 'bun:test';
import type { AccountStore } from '../storage/account-store';
import { createAccounts } from './accounts';
import type { Limits } from './limits';

test('a password that the database could not check counts as no failure of who deletes their account', async () => {
  const away = Object.assign(new Error('the database is away'), { code: 'CONNECTION_CLOSED' });
  const taken = Promise.withResolvers<void>();
  const limits = { password: async () => ({ succeeded: async () => taken.resolve() }) } as unknown as Limits;
  const erased: string[] = [];
  const store = { erase: async (id: string) => erased.push(id) } as unknown as AccountStore;
  const caller = { kind: 'session', userId: 'ada', isAdmin: false, signedInAt: new Date(0) } as const;
  const deleting = createAccounts(store, limits).delete(caller, 'right', () => Promise.reject(away), new Date());
  expect(await deleting.catch((error) => error)).toBe(away);
  await taken.promise;
  expect(erased).toEqual([]);
});
