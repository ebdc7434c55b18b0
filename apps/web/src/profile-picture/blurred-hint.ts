import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { thumbHashToDataURL } from 'thumbhash';

/**
 * A blurred image of a picture that is on its way, as an address; null while there is none to show. Drawn when the page has
 * nothing else to do: two dozen at once would hold it up for longer than the pictures take.
 */
export function createBlurredHint(thumbhash: Accessor<string | undefined>): Accessor<string | null> {
  const [hint, setHint] = createSignal<string | null>(null);
  createEffect(() => {
    const hash = thumbhash();
    setHint(null);
    if (hash) onCleanup(whenIdle(() => setHint(draw(hash))));
  });
  return hint;
}

/** Answers how to call it off. */
function whenIdle(run: () => void): () => void {
  // Safari knows no idle time.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run);
  return () => cancelIdleCallback(request);
}

function draw(thumbhash: string): string | null {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
