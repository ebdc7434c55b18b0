import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { heldForReturn } from '../api/query-client';
import { useQuery } from '../api/use-query';
import { queryClient } from '../session/session';

const procedure = asQuery('picture.history', client.picture.history);

export const ownHistory = { ...procedure.options(undefined), gcTime: heldForReturn };

/** The earlier pictures of the person signed in, newest first; asked for once there is, or seems to be, someone. */
export function useHistory(isSomeone = () => true) {
  return useQuery(() => ({ ...ownHistory, enabled: isSomeone() }));
}

export const historyKey = procedure.key();

/** One that is erased goes at once, before the server is asked again. */
export function dropFromHistory(pictureId: string): void {
  queryClient.setQueryData<Awaited<ReturnType<typeof client.picture.history.query>>>(
    historyKey,
    (held) => held && { ...held, items: held.items.filter(({ id }) => id !== pictureId) },
  );
}
