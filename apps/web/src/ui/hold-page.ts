import { onCleanup } from 'solid-js';

let holders = 0;

/**
 * Holds the page still under a dialog, for as long as its owner is there. The place of the scroll bar stays, in the veil's colour. By the element's own style: a
 * rule for the root that begins to match has the browser look at every element anew, since the root has the colours of them all.
 */
export function holdPage(): void {
  const { style } = document.documentElement;
  holders += 1;
  style.overflow = 'hidden';
  style.background = 'linear-gradient(var(--color-veil) 0 0) var(--color-canvas)';
  onCleanup(() => {
    holders -= 1;
    if (holders > 0) return;
    style.overflow = '';
    style.background = '';
  });
}
