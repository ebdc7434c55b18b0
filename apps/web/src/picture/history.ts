import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';

const procedure = asQuery('picture.history', client.picture.history);

/** The earlier pictures of the person signed in, newest first; asked for once there is, or seems to be, someone. */
export function useHistory(isSomeone = () => true) {
  return useQuery(() => ({ ...procedure.options(undefined), enabled: isSomeone() }));
}

export const historyKey = procedure.key();
