import { Refusal } from '@visage/contract/errors';
import { type Caller, nobody } from '../domain/caller';
import type { SignIn } from './sign-in';

/** Finds out who sent a request. Throws `Refusal('unauthenticated')` for a key that is not one. */
export interface Callers {
  /** `setCookies` gets the cookies of a session that has just been prolonged; an answer that may be cached takes none. */
  callerOf(request: Request, setCookies?: (cookies: string[]) => void): Promise<Caller>;
  /** As {@link callerOf}, for routes that answer alike whoever may not see: a key that is none is nobody's. */
  viewerOf(request: Request): Promise<Caller>;
}

/** `adminEmails` in lower case; an address counts only once it has been verified. */
export function createCallers(signIn: SignIn, adminEmails: readonly string[]): Callers {
  const callers: Callers = {
    async callerOf(request, setCookies) {
      // A cookie beside a key is ignored, so that a page can't lend its visitor's cookie to a key of its own.
      if (request.headers.has('x-api-key')) throw new Refusal('unauthenticated', 'This key is not valid.');
      if (!request.headers.has('cookie')) return nobody;
      const { response: found, headers } = await signIn.api.getSession({
        headers: new Headers({ cookie: request.headers.get('cookie') ?? '' }),
        // A session is prolonged only where the browser can be told so, or its cookie would run out first.
        query: { disableRefresh: setCookies === undefined },
        returnHeaders: true,
      });
      if (!found) return nobody;
      setCookies?.(headers.getSetCookie());
      const { user, session } = found;
      return {
        kind: 'session',
        userId: user.id,
        isAdmin: user.emailVerified && adminEmails.includes(user.email.toLowerCase()),
        signedInAt: session.createdAt,
      };
    },

    viewerOf: (request) =>
      callers.callerOf(request).catch((error) => {
        if (error instanceof Refusal) return nobody;
        throw error;
      }),
  };
  return callers;
}
