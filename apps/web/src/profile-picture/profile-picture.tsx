import type { PictureMetadata } from '@visage/contract/picture';
import { createMemo, createSignal, Show } from 'solid-js';
import { thumbHashToDataURL } from 'thumbhash';

interface ProfilePictureProps {
  picture: PictureMetadata | null;
  /** Size and place. */
  class: string;
  /** What it shows, for those who can't see it; empty where the person's name stands beside it. */
  alt: string;
  lazy?: boolean;
}

export const placeholderUrl = '/placeholder.png';

/** Someone's picture, a blurred hint of it while it loads, or the placeholder. Always the versioned address, so never stale. */
export function ProfilePicture(props: ProfilePictureProps) {
  const url = () => props.picture?.url ?? placeholderUrl;
  const [loaded, setLoaded] = createSignal('');
  const blurred = createMemo(() => (props.picture ? decode(props.picture.thumbhash) : null));
  return (
    <span class={`relative block shrink-0 overflow-hidden rounded-full bg-hover ${props.class}`}>
      <Show when={loaded() !== url() && blurred()}>
        {(hint) => <img src={hint()} alt="" aria-hidden="true" class="absolute inset-0 size-full object-cover" />}
      </Show>
      <img
        src={url()}
        alt={props.alt}
        loading={props.lazy ? 'lazy' : 'eager'}
        decoding="async"
        class="absolute inset-0 size-full object-cover"
        onLoad={() => setLoaded(url())}
      />
    </span>
  );
}

function decode(thumbhash: string): string | null {
  try {
    return thumbHashToDataURL(Uint8Array.from(atob(thumbhash), (character) => character.charCodeAt(0)));
  } catch {
    return null;
  }
}
