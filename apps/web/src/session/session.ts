import type { OwnProfile } from '@visage/contract/profile';
import { createSignal } from 'solid-js';
import { client } from '../api/client';
import { failureOf, SomeoneElse } from '../api/failure';
import { asQuery } from '../api/query-bridge';
import { createQueryClient } from '../api/query-client';
import { useQuery } from '../api/use-query';
import { authRequests } from './auth-requests';
import { farewell } from './farewell';
import { onSessionChange, sessionHasChanged } from './session-changes';
import { signInHint } from './sign-in-hint';

const procedure = asQuery('profile.me', client.profile.me);
export const meKey = procedure.key();

const [expired, setExpired] = createSignal(false);

/** True from the moment the server no longer knows the session until the person signs in again or leaves. */
export const sessionExpired = expired;

export const queryClient = createQueryClient(() => {
  if (cachedMe()) setExpired(true);
});

/** True once another person is known to be signed in than the one whom this page shows: nothing done here may be done as them. */
let someoneElse = false;
export const isSomeoneElse = () => someoneElse;

/** The signed-in person's own profile as last heard of; null when nobody is signed in. */
export function cachedMe(): OwnProfile | null | undefined {
  return queryClient.getQueryData<OwnProfile | null>(meKey);
}

/** Puts a newer profile in the place of the one held; every screen that shows it follows. */
export function putMe(change: (me: OwnProfile) => OwnProfile): void {
  queryClient.setQueryData<OwnProfile | null>(meKey, (me) => me && change(me));
}

// Whoever signs in or out on another page of this browser does so here too.
onSessionChange((where) => {
  if (where === 'elsewhere') void queryClient.invalidateQueries({ queryKey: meKey });
});

/** Asks who is signed in. The answer stays as it was while a session has ended mid-edit, so that nothing typed is lost. */
export const whoIsSignedIn = {
  queryKey: meKey,
  queryFn: async ({ signal }: { signal: AbortSignal }): Promise<OwnProfile | null> => {
    // Asked this way a visitor's browser logs no refusal, and who was signed in before waits for one answer only.
    if (!cachedMe() && !signInHint.get() && !(await authRequests.hasSession(signal))) return null;
    try {
      const me = await client.profile.me.query(undefined, { signal });
      const who = cachedMe();
      // Whoever comes back from a provider has signed in on no page of this app: the others are told by the first that finds out.
      if (!who && !signInHint.get()) sessionHasChanged();
      signInHint.set(true);
      if (!who || who.id === me.id) {
        // They may have signed in again on another page.
        setExpired(false);
        return me;
      }
      // They signed in on another page. The browser asks first where something here is unsaved.
      someoneElse = true;
      location.assign('/me');
      return who;
    } catch (error) {
      if (failureOf(error).kind !== 'unauthenticated' || cachedMe()) throw error;
      signInHint.set(false);
      return null;
    }
  },
};

/** Who is signed in, followed by the screen that shows it. */
export function useMe() {
  return useQuery(() => whoIsSignedIn);
}

/**
 * Whether someone is signed in, and until that is known, whether someone was here last: what is shown meanwhile is then nearly
 * always what stays.
 */
export function seemsSignedIn(me: ReturnType<typeof useMe>): boolean {
  return me.isPending ? signInHint.get() : Boolean(me.data);
}

/** A fresh copy from the server, not kept. @throws SomeoneElse where it is another person's */
export async function askForMe(): Promise<OwnProfile> {
  const who = cachedMe();
  const me = await client.profile.me.query();
  if (!who || who.id === me.id) return me;
  someoneElse = true;
  throw new SomeoneElse();
}

/**
 * Changes what is the person's own, and names them: another page of this browser may have signed in someone else, and the cookie
 * is theirs then. The server refuses that, unless they may change it in this person's name.
 * @throws SomeoneElse, and nothing has changed
 */
export async function asMe<Answer>(
  change: (named: { userId: string | undefined }) => Promise<Answer>,
): Promise<Answer> {
  if (someoneElse) throw new SomeoneElse();
  try {
    return await change({ userId: cachedMe()?.id });
  } catch (error) {
    if (failureOf(error).kind === 'forbidden') await stillMe();
    throw error;
  }
}

/** For what can't name whose it is: asks who is signed in first. @throws SomeoneElse */
export async function stillMe(): Promise<void> {
  if (someoneElse) throw new SomeoneElse();
  await askForMe();
}

export const stopAskingForMe = () => queryClient.cancelQueries({ queryKey: meKey });

/** The person would rather not sign in now; what they typed stays, and the next attempt to save asks again. */
export const notNow = () => setExpired(false);

/** Everything learnt so far was learnt as someone else; `profile.me` is known again when this resolves. */
export async function afterSignIn(): Promise<void> {
  const who = cachedMe();
  const me = await client.profile.me.query();
  if (who && who.id !== me.id) {
    // Someone else's form must not be saved into this account.
    someoneElse = true;
    sessionHasChanged();
    location.assign('/me');
    return;
  }
  // The query itself stays: the header watches it.
  queryClient.setQueryData(meKey, me);
  signInHint.set(true);
  setExpired(false);
  sessionHasChanged();
  if (!who) queryClient.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
  void queryClient.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== meKey[0] });
}

/** Ends the session and loads the page anew, so that nothing of it stays in memory. */
export async function signOut(): Promise<void> {
  await authRequests.signOut();
  signInHint.set(false);
  sessionHasChanged();
  location.assign('/');
}

/** The account is erased, and its session with it. Back leads to nothing that was its. */
export function leaveErased(): void {
  farewell.leave();
  signInHint.set(false);
  sessionHasChanged();
  location.replace('/');
}
