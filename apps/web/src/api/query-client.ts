import { MutationCache, QueryCache, QueryClient } from '@tanstack/solid-query';
import { failureOf } from './failure';
import type { FailureKind } from './failure-kind';

/** What may work when asked again a little later. */
const passing: ReadonlySet<FailureKind> = new Set(['offline', 'busy', 'unavailable', 'internal']);
const maxTries = 3;

/** Milliseconds for which what a screen needs is held for whoever comes back to it. */
export const heldForReturn = 30 * 60_000;

/** `onSignedOut` is told whenever the server says that nobody is signed in. */
export function createQueryClient(onSignedOut: () => void): QueryClient {
  const onError = (error: Error) => {
    if (failureOf(error).kind === 'unauthenticated') onSignedOut();
  };
  return new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({ onError }),
    defaultOptions: {
      queries: {
        // Fail aloud instead of waiting silently for a network that may be back already.
        networkMode: 'always',
        staleTime: 5_000,
        retry: (tries, error) => tries < maxTries - 1 && passing.has(failureOf(error).kind),
        retryDelay: (tries, error) => (failureOf(error).retryAfter ?? 2 ** tries) * 1000,
      },
      // A change is never sent twice without its author knowing.
      mutations: { networkMode: 'always', retry: false },
    },
  });
}
