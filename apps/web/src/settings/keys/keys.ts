import { client } from '../../api/client';
import { asQuery } from '../../api/query-bridge';
import { useQuery } from '../../api/use-query';
import { queryClient } from '../../session/session';

const procedure = asQuery('apiKey.list', client.apiKey.list);

/** The person's keys that work, newest first. */
export const useKeys = () => useQuery(() => procedure.options(undefined));

export const askForKeys = () => queryClient.invalidateQueries({ queryKey: procedure.key() });
