import { client } from '../api/client';
import { asQuery } from '../api/query-bridge';
import { useQuery } from '../api/use-query';
import { queryClient } from '../session/session';

const procedure = asQuery('picture.history', client.picture.history);

/** Held for as long as someone may come back to the screen that shows it, in milliseconds. */
export const ownHistory = { ...procedure.options(undefined), gcTime: 30 * 60_000 };

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
