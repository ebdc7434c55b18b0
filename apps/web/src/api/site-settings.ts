import { client } from './client';
import { asQuery } from './query-bridge';
import { useQuery } from './use-query';

const procedure = asQuery('site.settings', client.site.settings);

/** What the operator allows; it doesn't change while a page is open. */
export const siteSettings = {
  ...procedure.options(undefined),
  staleTime: Number.POSITIVE_INFINITY,
  gcTime: Number.POSITIVE_INFINITY,
};

export function useSiteSettings(isWanted = () => true) {
  return useQuery(() => ({ ...siteSettings, enabled: isWanted() }));
}
