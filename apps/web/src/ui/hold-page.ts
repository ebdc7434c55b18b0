import { onCleanup } from 'solid-js';

let holders = 0;

/**
 * Holds the page still under a dialog, for as long as its owner is there. The place of the scroll bar stays, and takes the colour that
 * all else has under the veil; browsers paint a colour there and no image. By the element's own style: a rule for the root that begins to
 * match has the browser look at every element anew, since the root has the colours of them all.
 */
export function holdPage(): void {
  const { style } = document.documentElement;
  holders += 1;
  style.overflow = 'hidden';
  style.backgroundColor = 'var(--veiled)';
  onCleanup(() => {
    holders -= 1;
    if (holders > 0) return;
    style.overflow = '';
    style.backgroundColor = '';
  });
}
