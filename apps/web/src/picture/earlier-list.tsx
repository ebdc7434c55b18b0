import type { PictureMetadata } from '@visage/contract/picture';
import { createMemo, For, onCleanup } from 'solid-js';
import { EarlierPicture } from '../profile-picture/profile-picture';
import { Button } from '../ui/button';
import { words } from './words';

interface EarlierListProps {
  pictures: readonly PictureMetadata[];
  /** The one that is being made current again. */
  restoring: string | undefined;
  ref(heading: HTMLElement): void;
  onUse(picture: PictureMetadata): void;
  onErase(picture: PictureMetadata): void;
  /** Likely to be asked for next: what erasing needs can be fetched. */
  onNearErase(): void;
  /** The whole list goes while it has the focus. */
  onFocusLost(): void;
}

/** Earlier pictures under their heading, each with what can be done with it. */
export function EarlierList(props: EarlierListProps) {
  let section: HTMLElement | undefined;
  onCleanup(() => {
    if (section?.contains(document.activeElement)) props.onFocusLost();
  });
  return (
    <section ref={section} aria-labelledby="earlier" class="grid grid-cols-1 gap-3 border-t border-line pt-5">
      <div class="flex flex-wrap items-baseline gap-x-3">
        <h3 id="earlier" ref={props.ref} tabIndex={-1} class="font-semibold outline-none">
          {words.history.title}
        </h3>
        <p class="text-sm text-soft">{words.history.hint}</p>
      </div>
      {/* On a phone one row that scrolls: twenty of them, two by two, would be three screens. */}
      <ul class="grid grid-cols-[repeat(auto-fill,minmax(12rem,1fr))] gap-3 max-sm:-mx-5 max-sm:auto-cols-[12rem] max-sm:grid-flow-col max-sm:grid-cols-none max-sm:overflow-x-auto max-sm:px-5 max-sm:pb-2">
        <For each={props.pictures}>
          {(picture) => (
            <OneEarlier
              picture={picture}
              isRestoring={props.restoring === picture.id}
              onUse={() => props.onUse(picture)}
              onErase={() => props.onErase(picture)}
              onNearErase={props.onNearErase}
            />
          )}
        </For>
      </ul>
    </section>
  );
}

interface OneEarlierProps {
  picture: PictureMetadata;
  isRestoring: boolean;
  onUse(): void;
  onErase(): void;
  onNearErase(): void;
}

function OneEarlier(props: OneEarlierProps) {
  const name = createMemo(() => {
    const { altText, lastUpdated } = props.picture;
    return words.history.picture(altText, new Date(lastUpdated));
  });
  return (
    <li class="grid justify-items-center gap-1 rounded-card border border-line p-3 pb-1">
      <EarlierPicture picture={props.picture} alt={name()} class="size-20" lazy />
      <div class="flex flex-wrap justify-center">
        <Button
          look="quiet"
          class="px-2.5! text-sm"
          aria-label={words.history.actOn(words.history.restore, name())}
          busy={props.isRestoring}
          onClick={props.onUse}
        >
          {words.history.restore}
        </Button>
        <Button
          look="quiet"
          class="px-2.5! text-sm text-danger"
          aria-label={words.history.actOn(words.history.erase, name())}
          onPointerEnter={props.onNearErase}
          onClick={props.onErase}
        >
          {words.history.erase}
        </Button>
      </div>
    </li>
  );
}
