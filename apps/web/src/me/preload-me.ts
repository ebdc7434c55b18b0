import type { RoutePreloadFuncArgs } from '@solidjs/router';
import { siteSettings } from '../api/site-settings';
import { ownHistory } from '../picture/history';
import { queryClient } from '../session/session';
import { signInHint } from '../session/sign-in-hint';

/**
 * Asks for what one's own screen waits for while that is still on its way; at first the header asks who it is in the same request.
 * Answers whether someone comes back to the screen as they left it.
 */
export function preloadMe({ intent }: RoutePreloadFuncArgs): boolean {
  // The way to the link, as through the account menu, is no reason to ask; the router fetches the code then.
  if (intent !== 'preload' && signInHint.get()) {
    void queryClient.prefetchQuery(ownHistory);
    void queryClient.prefetchQuery(siteSettings);
  }
  return intent === 'native';
}
