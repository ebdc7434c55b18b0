import type { RoutePreloadFuncArgs } from '@solidjs/router';
import { siteSettings } from '../api/site-settings';
import { ownHistory } from '../picture/history';
import { fetchAhead, largeSide, sourceOf } from '../profile-picture/sources';
import { queryClient, whoIsSignedIn } from '../session/session';
import { signInHint } from '../session/sign-in-hint';

/**
 * Asks for what one's own screen waits for while that is still on its way; at first the header asks who it is in the same request.
 * Answers whether someone comes back to the screen as they left it.
 */
export function preloadMe({ intent }: RoutePreloadFuncArgs): boolean {
  // The way to the link, as through the account menu, is no reason to ask; the router fetches the code then.
  if (intent !== 'preload' && signInHint.get()) {
    void fetchOwnPicture();
    void queryClient.prefetchQuery(ownHistory);
    void queryClient.prefetchQuery(siteSettings);
  }
  return intent === 'native';
}

/** The largest thing on the screen: it comes while the screen's code is read. */
async function fetchOwnPicture(): Promise<void> {
  try {
    const me = await queryClient.ensureQueryData(whoIsSignedIn);
    if (me) fetchAhead(sourceOf(me, largeSide));
  } catch {
    // The screen asks, too, and says it.
  }
}
