import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { thumbHashToDataURL } from 'thumbhash';
import { whenIdle } from '../ui/when-idle';

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

function draw(thumbhash: string): string | null {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
