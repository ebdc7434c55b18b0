import { useQuery } from '../../api/use-query';
import { askAuth, postAuth } from '../../session/auth-fetch';
import { queryClient } from '../../session/session';

export interface Passkey {
  id: string;
  name: string;
  /** ISO 8601. */
  addedAt: string;
  /** Kept by an account elsewhere, on several devices, rather than on one alone. */
  isShared: boolean;
}

interface StoredPasskey {
  id: string;
  name?: string | null;
  createdAt: string;
  deviceType: string;
}

const key = ['passkeys'];

/** Newest first. */
export function usePasskeys() {
  return useQuery(() => ({ queryKey: key, queryFn: ({ signal }: { signal: AbortSignal }) => list(signal) }));
}

export const askForPasskeys = () => queryClient.invalidateQueries({ queryKey: key });

/** Each throws `AuthError`. */
export const removePasskey = (id: string) => postAuth('passkey/delete-passkey', { id });
export const renamePasskey = (id: string, name: string) => postAuth('passkey/update-passkey', { id, name });

async function list(signal: AbortSignal): Promise<Passkey[]> {
  const stored = (await askAuth('passkey/list-user-passkeys', signal)) as StoredPasskey[];
  return stored
    .map(({ id, name, createdAt, deviceType }) => ({
      ...{ id, name: name ?? '', addedAt: createdAt },
      isShared: deviceType === 'multiDevice',
    }))
    .sort((one, other) => (one.addedAt < other.addedAt ? 1 : -1));
}
