import type { Scope } from '@visage/contract/api-key';
import { Refusal } from '@visage/contract/errors';
import type { MakeKey } from '../domain/api-keys';
import { isGoneUser } from '../storage/gone-user';
import type { SignIn } from './sign-in';

/** Our scopes in better-auth's words: a resource and what may be done with it. */
const permissionOf: Record<Scope, string> = { 'profiles:read': 'read', 'profiles:write': 'write' };

/** Keys made by better-auth's plugin. Throws `Refusal('unauthenticated')` when the user was deleted meanwhile. */
export function createMakeKey(signIn: SignIn): MakeKey {
  return async (userId, { name, scopes, expiresIn }) => {
    const permissions = { profiles: scopes.map((scope) => permissionOf[scope]) };
    try {
      const { id, key } = await signIn.api.createApiKey({ body: { userId, name, permissions, expiresIn } });
      return { id, key };
    } catch (error) {
      if (isGoneUser(error)) throw new Refusal('unauthenticated', 'This account no longer exists.', { cause: error });
      throw error;
    }
  };
}
