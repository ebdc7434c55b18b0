import { queryClient } from '../session/session';
import { client } from './client';
import { asQuery } from './query-bridge';
import { useQuery } from './use-query';

const settings = asQuery('site.settings', client.site.settings);

/** It doesn't change while a page is open. */
const lasting = { ...settings.options(undefined), staleTime: Number.POSITIVE_INFINITY };

/** What the operator allows. */
export function useSiteSettings(isWanted = () => true) {
  return useQuery(() => ({ ...lasting, enabled: isWanted() }));
}

/** Asks for it while the screen that needs it is still on its way. */
export function preloadSiteSettings(): void {
  void queryClient.prefetchQuery(lasting);
}
