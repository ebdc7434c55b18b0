import { Refusal } from '@visage/contract/errors';
import { type Caller, nobody } from '../domain/caller';
import type { ApiKeyStore } from '../storage/api-key-store';
import { hashOfKey } from './api-key-plugin';
import type { SignIn } from './sign-in';

/** Finds out who sent a request. Throws `Refusal('unauthenticated')` for a key that is not one. */
export interface Callers {
  /** `setCookies` gets the cookies of a session that has just been prolonged; an answer that may be cached takes none. */
  callerOf(request: Request, setCookies?: (cookies: string[]) => void): Promise<Caller>;
  /** As {@link callerOf}, for routes that answer alike whoever may not see: a key that is none is nobody's. */
  viewerOf(request: Request): Promise<Caller>;
}

/**
 * Has a request with a key that is none counted for its client's address, before it is refused: it belongs to no account that could be
 * counted, and guessing had no limit. Nothing else is counted with these, so that a program with a bad key stops nobody beside it.
 */
export async function countingBadKeys(caller: () => Promise<Caller>, count: () => Promise<void>): Promise<Caller> {
  try {
    return await caller();
  } catch (error) {
    if (error instanceof Refusal && error.code === 'unauthenticated') await count();
    throw error;
  }
}

/** The header of a key, which stands above any cookie. */
export const keyHeader = 'x-api-key';

/**
 * `adminEmails` in lower case. Whoever has one of these, or was promoted by the operator, is an administrator, once their address has been
 * verified. Sessions and keys are looked up each time.
 */
export function createCallers(signIn: SignIn, keys: ApiKeyStore, adminEmails: readonly string[]): Callers {
  const isAdmin = (who: { email: string; emailVerified: boolean; promoted?: boolean | null | undefined }) =>
    who.emailVerified && (who.promoted === true || adminEmails.includes(who.email.toLowerCase()));

  async function keyCaller(key: string): Promise<Caller> {
    const hash = await hashOfKey(key);
    const holder = hash && (await keys.find(hash));
    if (!holder) throw new Refusal('unauthenticated', 'This key is not valid.');
    const { keyId, userId, scopes } = holder;
    return { kind: 'key', keyId, userId, scopes, isAdmin: isAdmin(holder) };
  }

  const callers: Callers = {
    async callerOf(request, setCookies) {
      // A cookie beside a key is ignored, so that a page can't lend its visitor's cookie to a key of its own.
      const key = request.headers.get(keyHeader);
      if (key !== null) return keyCaller(key);
      if (!request.headers.has('cookie')) return nobody;
      const { response: found, headers } = await signIn.honestly(() =>
        signIn.api.getSession({
          headers: new Headers({ cookie: request.headers.get('cookie') ?? '' }),
          // A session is prolonged only where the browser can be told so, or its cookie would run out first.
          query: { disableRefresh: setCookies === undefined },
          returnHeaders: true,
        }),
      );
      if (!found) return nobody;
      setCookies?.(headers.getSetCookie());
      const { user, session } = found;
      return { kind: 'session', userId: user.id, isAdmin: isAdmin(user), signedInAt: session.createdAt };
    },

    viewerOf: (request) =>
      callers.callerOf(request).catch((error) => {
        if (error instanceof Refusal) return nobody;
        throw error;
      }),
  };
  return callers;
}
