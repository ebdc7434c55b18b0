import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';
import { queryClient } from '../session/session';

const procedure = asQuery('profile.get', client.profile.get);

/** Someone's profile, as far as the visitor may see it. */
export function usePerson(handle: () => string) {
  return useQuery(() => procedure.options({ handle: handle() }));
}

/** Asks for someone while the screen that shows them is still on its way. */
export function preloadPerson(handle: string): void {
  void queryClient.prefetchQuery(procedure.options({ handle }));
}

/** The handle in the address of someone's page, which is `/@handle`. */
export const handleIn = (at: string | undefined) => decodeURIComponent(at ?? '').slice(1);

export const personKey = procedure.key();
