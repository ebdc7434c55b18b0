import type { Caller } from '../../domain/caller';
import { type Callers, keyHeader } from '../callers';
import type { Origins } from '../origins';
import type { SignIn } from '../sign-in';
import type { Context } from './base';

interface Parts {
  services: Pick<
    Context,
    | 'profiles'
    | 'pictures'
    | 'pictureChanges'
    | 'streams'
    | 'accounts'
    | 'apiKeys'
    | 'accountExports'
    | 'gravatarImports'
    | 'siteSettings'
    | 'limits'
    | 'maxUploadBytes'
    | 'signer'
  >;
  origins: Origins;
  callers: Callers;
  signIn: SignIn;
}

/** What procedures are told of one request. */
export function createTrpcContext({ services, origins, callers, signIn }: Parts) {
  return (
    request: Request,
    clientAddress: string,
    setCookies: (cookies: string[]) => void,
  ): Omit<Context, 'holdUpload' | 'onceSent'> => {
    let caller: Promise<Caller> | undefined;
    return {
      ...services,
      clientAddress,
      hasKey: request.headers.has(keyHeader),
      caller: () => {
        caller ??= callers.callerOf(request, setCookies);
        return caller;
      },
      callerNow: () => callers.viewerOf(request),
      fromTrustedOrigin: origins.isTrusted(request.headers.get('origin')),
      isPassword: (password) =>
        signIn.honestly(() =>
          signIn.api.verifyPassword({ body: { password }, headers: cookieOf(request) }).then(
            ({ status }) => status,
            () => false,
          ),
        ),
      dropSession: async () => {
        const answered = await signIn.api.signOut({ headers: cookieOf(request), asResponse: true });
        setCookies(answered.headers.getSetCookie());
      },
    };
  };
}

function cookieOf(request: Request): Headers {
  return new Headers({ cookie: request.headers.get('cookie') ?? '' });
}
