import { heldForReturn } from '../api/query-client';
import { useQuery } from '../api/use-query';
import { queryClient } from '../session/session';
import { sessionHasChanged } from '../session/session-changes';
import { accountRequests } from './account-requests';

const accountKey = ['account'];
const sessionsKey = ['sessions'];

export function useAccount(isWanted = () => true) {
  return useQuery(() => ({
    enabled: isWanted(),
    // One's own screen waits for it, too.
    gcTime: heldForReturn,
    queryKey: accountKey,
    queryFn: ({ signal }: { signal: AbortSignal }) => accountRequests.account(signal),
  }));
}

/** Whether the person has a password: who signed up with an account elsewhere has none at first. */
export function useHasPassword(isWanted: () => boolean) {
  return useQuery(() => ({
    enabled: isWanted(),
    queryKey: ['has-password'],
    queryFn: ({ signal }: { signal: AbortSignal }) => accountRequests.hasPassword(signal),
  }));
}

/** Everywhere the person is signed in, this browser first. Refused while the own session is older than a day. */
export function useSessions() {
  return useQuery(() => ({
    queryKey: sessionsKey,
    queryFn: ({ signal }: { signal: AbortSignal }) => accountRequests.sessions(signal),
  }));
}

export const askForSessions = () => queryClient.invalidateQueries({ queryKey: sessionsKey });

/** By another password, this browser has got another session. */
export async function changePassword(change: Parameters<typeof accountRequests.changePassword>[0]): Promise<void> {
  await accountRequests.changePassword(change);
  sessionHasChanged();
  void askForSessions();
  void queryClient.invalidateQueries({ queryKey: accountKey });
}
