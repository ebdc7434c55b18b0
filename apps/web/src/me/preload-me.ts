import { preloadSiteSettings } from '../api/site-settings';
import { preloadHistory } from '../picture/history';
import { signInHint } from '../session/sign-in-hint';

/** Asks for what one's own screen waits for while that is still on its way; the header asks who it is, in the same request. */
export function preloadMe(): void {
  if (!signInHint.get()) return;
  preloadHistory();
  preloadSiteSettings();
}
