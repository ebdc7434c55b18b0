import { type Accessor, createEffect, createSignal, onCleanup } from 'solid-js';
import { thumbHashToAverageRGBA, thumbHashToDataURL } from 'thumbhash';
import { whenIdle } from '../ui/when-idle';

/** The colour of a picture on the whole, for a style; undefined where none is known. */
export function averageColour(thumbhash: string | undefined): string | undefined {
  const color = thumbhash && read(thumbhash, thumbHashToAverageRGBA);
  if (!color) return;
  const [red, green, blue] = [color.r, color.g, color.b].map((part) => Math.round(part * 255));
  return `rgb(${red} ${green} ${blue} / ${color.a})`;
}

/**
 * A blurred image of a picture that is on its way, as an address; undefined while there is none to show. Drawn when the page has
 * nothing else to do.
 */
export function createBlurredHint(thumbhash: Accessor<string | undefined>): Accessor<string | undefined> {
  const [hint, setHint] = createSignal<string>();
  createEffect(() => {
    const hash = thumbhash();
    setHint(undefined);
    if (hash) onCleanup(whenIdle(() => setHint(read(hash, thumbHashToDataURL))));
  });
  return hint;
}

/** What `by` finds in a ThumbHash in Base64; undefined where it can't be read. */
function read<Found>(thumbhash: string, by: (hash: Uint8Array) => Found): Found | undefined {
  try {
    return by(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
  } catch {
    return;
  }
}
