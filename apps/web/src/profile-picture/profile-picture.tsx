import type { PictureMetadata } from '@visage/contract/picture';
import type { Profile } from '@visage/contract/profile';
import { createSignal, onCleanup, Show } from 'solid-js';
import { createShownPerson } from '../live/shown-people';
import { averageColour, createBlurredHint } from './loading-hint';
import { type Source, sourceOf } from './sources';

/** CSS pixels of a place as wide as a card's: in smaller ones a blur is hardly more than its colour. */
const smallSide = 64;

interface ProfilePictureProps {
  person: Pick<Profile, 'id' | 'revision' | 'picture'>;
  /** Place and size. */
  class: string;
  /** CSS pixels that `class` makes it wide, at most. */
  side: number;
  /** What it shows, for those who can't see it; empty where the person's name stands beside it. */
  alt: string;
  lazy?: boolean;
  /** Not to be asked for yet, nor watched. */
  later?: boolean;
}

/** Someone's picture in the size of its place, or their initials. */
export function ProfilePicture(props: ProfilePictureProps) {
  const [place, setPlace] = createSignal<HTMLElement>();
  createShownPerson(
    () => (props.later ? undefined : place()),
    () => props.person.id,
  );
  return (
    <RoundPicture
      ref={setPlace}
      source={props.later ? undefined : sourceOf(props.person, props.side)}
      thumbhash={props.person.picture?.thumbhash}
      small={props.side <= smallSide}
      class={props.class}
      alt={props.alt}
      lazy={props.lazy}
    />
  );
}

interface EarlierPictureProps extends Pick<ProfilePictureProps, 'class' | 'alt' | 'lazy'> {
  picture: PictureMetadata;
}

/** A picture of one's own that is no longer shown; the server has it in its full size only. */
export function EarlierPicture(props: EarlierPictureProps) {
  return (
    <RoundPicture
      source={{ src: props.picture.url }}
      thumbhash={props.picture.thumbhash}
      class={props.class}
      alt={props.alt}
      lazy={props.lazy}
    />
  );
}

interface RoundPictureProps extends Pick<ProfilePictureProps, 'class' | 'alt' | 'lazy'> {
  ref?(place: HTMLElement): void;
  source: Source | undefined;
  thumbhash: string | undefined;
  small?: boolean;
}

/** A round place, taken from the start; the picture's colour fills it while that loads, and in a larger one a blurred hint of it. */
function RoundPicture(props: RoundPictureProps) {
  const [loaded, setLoaded] = createSignal<string>();
  const isLoading = () => !props.source || loaded() !== props.source.src;
  const hinted = () => (isLoading() ? props.thumbhash : undefined);
  const blurred = createBlurredHint(() => (props.small ? undefined : hinted()));
  let image: HTMLImageElement | undefined;
  onCleanup(() => {
    if (!image || image.complete) return;
    // A browser goes on loading for an element that is gone, and whoever is in sight would have to wait for it.
    image.removeAttribute('srcset');
    image.removeAttribute('src');
  });
  // Over the ground of the place, which shows through wherever the picture is transparent.
  const colour = () => {
    const average = averageColour(hinted());
    return average && `linear-gradient(${average}, ${average})`;
  };
  return (
    <span
      ref={props.ref}
      class={`relative block shrink-0 overflow-hidden rounded-full bg-hover ${props.class}`}
      style={{ 'background-image': colour() }}
    >
      <Show when={blurred()}>
        {(hint) => <img src={hint()} alt="" aria-hidden="true" class="absolute inset-0 size-full object-cover" />}
      </Show>
      <img
        ref={image}
        srcset={props.source?.srcset}
        src={props.source?.src}
        alt={props.alt}
        loading={props.lazy ? 'lazy' : 'eager'}
        decoding="async"
        class="absolute inset-0 size-full object-cover"
        onLoad={() => setLoaded(props.source?.src)}
      />
    </span>
  );
}
