import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';

const procedure = asQuery('picture.history', client.picture.history);

/** The earlier pictures of the person signed in, newest first. */
export function useHistory() {
  return useQuery(() => procedure.options(undefined));
}

export const historyKey = procedure.key();
