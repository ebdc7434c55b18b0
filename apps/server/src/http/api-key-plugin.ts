import { apiKey, defaultKeyHasher } from '@better-auth/api-key';
import { apiKeySeconds, textLimits } from '@visage/contract/limits';

/** How every key begins: so that scanners of leaked secrets, and people, know one when they see it. */
const prefix = 'visage_';
const shape = new RegExp(`^${prefix}[A-Za-z]{64}$`);
const day = 86_400;

/** The plugin's own routes, which know neither scopes nor our limits: keys are the API's (`apiKey.*`). */
export const apiKeyRoutes = ['create', 'get', 'update', 'delete', 'list'].map((deed) => `/api-key/${deed}`);

/**
 * better-auth's API keys, as Visage uses them: the plugin makes and hashes them, storage/api-key-store.ts finds who holds one
 * (docs/decisions/0016).
 */
export function createApiKeyPlugin() {
  return apiKey({
    defaultPrefix: prefix,
    startingCharactersConfig: { charactersLength: prefix.length + 4 },
    requireName: true,
    // The contract counts characters, the plugin UTF-16 units.
    maximumNameLength: 2 * textLimits.keyName,
    // In days.
    keyExpiration: { minExpiresIn: 0, maxExpiresIn: apiKeySeconds / day },
    // Its own is 10 requests a day. Ours are of the account and the key, as for everyone (domain/limits.ts).
    rateLimit: { enabled: false },
    // No key is ever taken for a session.
    enableSessionForAPIKeys: false,
  });
}

/** As a key is kept; null for what can be none, which then costs no look at the database. */
export async function hashOfKey(key: string): Promise<string | null> {
  return shape.test(key) ? defaultKeyHasher(key) : null;
}
