import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';

const procedure = asQuery('profile.get', client.profile.get);

/** Someone's profile, as far as the visitor may see it. */
export function usePerson(handle: () => string) {
  return useQuery(() => procedure.options({ handle: handle() }));
}

export const personKey = procedure.key();
