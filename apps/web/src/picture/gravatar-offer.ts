import { createMemo } from 'solid-js';
import { useSiteSettings } from '../api/site-settings';
import { useAccount } from '../settings/account';

/** Whether one's Gravatar may be taken over: `none` where the operator doesn't allow it, `unverified` until the address is one's own. */
export type GravatarOffer = 'none' | 'unverified' | 'open';

/** Undefined until that is known; whoever can't be told is offered none, and none it stays: the rest of the screen is there by then. */
export function useGravatarOffer(isSomeone = () => true): () => GravatarOffer | undefined {
  const allowed = useSiteSettings(isSomeone);
  const account = useAccount(() => allowed.data?.gravatarImport === true);
  const now = () => {
    if (allowed.isPending && allowed.failureCount === 0) return undefined;
    if (!allowed.data?.gravatarImport) return 'none';
    if (account.data) return account.data.isVerified ? 'open' : 'unverified';
    return account.failureCount > 0 ? 'none' : undefined;
  };
  return createMemo<GravatarOffer | undefined>((before) => (before === 'none' ? before : (now() ?? before)));
}
