import { client } from './client';
import { asQuery } from './query-bridge';
import { useQuery } from './use-query';

const settings = asQuery('site.settings', client.site.settings);

/** What the operator allows; it doesn't change while a page is open. */
export function useSiteSettings(isWanted = () => true) {
  return useQuery(() => ({
    ...settings.options(undefined),
    staleTime: Number.POSITIVE_INFINITY,
    enabled: isWanted(),
  }));
}
