import type { ApiKey, Scope } from '@visage/contract/api-key';
import { Refusal } from '@visage/contract/errors';
import { maxApiKeys } from '@visage/contract/limits';
import type { ApiKeyStore } from '../storage/api-key-store';
import type { WithSession } from './caller';

/** A key to be made. `expiresIn` in seconds; left out, it works until it is revoked. */
export interface NewKey {
  name: string;
  scopes: readonly Scope[];
  expiresIn?: number | undefined;
}

/** Makes a key of a user and keeps its hash. `key` is nowhere told again. */
export type MakeKey = (userId: string, wanted: NewKey) => Promise<{ id: string; key: string }>;

/** What people do with their keys. A key is made, listed and revoked with a session alone. */
export interface ApiKeys {
  /** Throws `Refusal('too_many_keys')` where the caller has as many as there can be. */
  create(caller: WithSession, wanted: NewKey): Promise<{ id: string; key: string }>;
  /** Those that work, newest first. */
  list(caller: WithSession): Promise<ApiKey[]>;
  /** Throws `Refusal('not_found')` for a key that is not the caller's. */
  revoke(caller: WithSession, keyId: string): Promise<void>;
}

export function createApiKeys(make: MakeKey, store: ApiKeyStore): ApiKeys {
  return {
    async create({ userId }, wanted) {
      const made = await make(userId, wanted);
      // Counted afterwards, so that of several made at once none slips by; this one has been told to nobody yet.
      if ((await store.list(userId)).length > maxApiKeys) {
        await store.revoke(userId, made.id);
        throw new Refusal(
          'too_many_keys',
          `You have ${maxApiKeys} keys already. Revoke one that you no longer use first.`,
        );
      }
      return made;
    },
    list: ({ userId }) => store.list(userId),
    async revoke({ userId }, keyId) {
      if (!(await store.revoke(userId, keyId))) throw new Refusal('not_found', 'There is no such key.');
    },
  };
}
