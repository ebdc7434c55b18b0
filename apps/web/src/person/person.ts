import type { RoutePreloadFuncArgs } from '@solidjs/router';
import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';
import { fetchAhead, largeSide, sourceOf } from '../profile-picture/sources';
import { queryClient } from '../session/session';

const procedure = asQuery('profile.get', client.profile.get);

/** Someone's profile, as far as the visitor may see it. */
export function usePerson(handle: () => string) {
  return useQuery(() => procedure.options({ handle: handle() }));
}

/** Asks for someone while the screen that shows them is still on its way, and for their picture, unless it is the way to a link only. */
export async function preloadPerson(handle: string, intent: RoutePreloadFuncArgs['intent']): Promise<void> {
  try {
    const person = await queryClient.fetchQuery(procedure.options({ handle }));
    if (intent !== 'preload') fetchAhead(sourceOf(person, largeSide));
  } catch {
    // The screen asks, too, and says it.
  }
}

/** The handle in the address of someone's page, which is `/@handle`. */
export const handleIn = (at: string | undefined) => decodeURIComponent(at ?? '').slice(1);

export const personKey = procedure.key();
