import type { Profile } from '@visage/contract/profile';
import { profileSummary } from '@visage/contract/profile-summary';
import { createEffect, onCleanup } from 'solid-js';
import { words } from './words';

/** Keeps what the server wrote into the page's head true when the screen is reached, or left, without loading a page. */
export function createPageHead(profile: () => Profile) {
  const describe = (text: string) => document.querySelector('meta[name="description"]')?.setAttribute('content', text);
  createEffect(() => {
    describe(profileSummary(profile()));
    forgetCanonical(`/@${profile().handle}`);
  });
  onCleanup(() => {
    describe(words.site);
    forgetCanonical();
  });
}

/** A canonical link to another path than `but` would say that this screen is that one. */
function forgetCanonical(but?: string) {
  const link = document.querySelector<HTMLLinkElement>('link[rel="canonical"]');
  if (link && new URL(link.href).pathname !== but) link.remove();
}
