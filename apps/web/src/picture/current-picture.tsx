import type { OwnProfile } from '@visage/contract/profile';
import { type JSX, Show } from 'solid-js';
import { Later } from '../me/later';
import { ProfilePicture } from '../profile-picture/profile-picture';
import { largeSide } from '../profile-picture/sources';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { createAltTextEdit } from './alt-text-edit';
import { AltTextForm } from './alt-text-form';
import { words } from './words';

interface CurrentPictureProps {
  me: OwnProfile;
  isRemoving: boolean;
  onChoose(): void;
  /** Where there is a camera at hand. */
  onCamera: (() => void) | undefined;
  onRemove(): void;
  /** A further way to a picture. */
  elsewhere: JSX.Element;
}

/** The picture as others see it, and what can be done with it. */
export function CurrentPicture(props: CurrentPictureProps) {
  const picture = () => props.me.picture;
  const altText = createAltTextEdit(picture);
  return (
    <div class="grid grid-cols-1 items-start gap-6 sm:grid-cols-[auto_minmax(0,1fr)] sm:gap-8">
      <div class="grid justify-items-center gap-3">
        <ProfilePicture
          person={props.me}
          alt={picture() ? words.current(picture()?.altText ?? '') : words.none}
          class="size-40 sm:size-48"
          side={largeSide}
        />
        <p class="max-w-48 text-center text-sm text-soft">
          {picture() ? words.seenBy[props.me.visibility] : words.standIn}
        </p>
      </div>
      <div class="grid grid-cols-1 gap-5">
        <div class="grid gap-3">
          <div class="flex flex-wrap gap-2">
            <Button look="primary" class="max-sm:grow" onClick={props.onChoose}>
              <Icon name="upload" class="size-4.5" />
              {picture() ? words.replace : words.choose}
            </Button>
            <Show when={props.onCamera}>
              {(take) => (
                <Button class="max-sm:grow" onClick={() => take()()}>
                  <Icon name="camera" class="size-4.5" />
                  {words.camera}
                </Button>
              )}
            </Show>
            <Show when={picture()}>
              <Button look="danger" class="max-sm:grow" busy={props.isRemoving} onClick={props.onRemove}>
                {words.remove}
              </Button>
            </Show>
          </div>
          <p class="text-sm text-soft pointer-coarse:hidden">{words.drop}</p>
          <p class="hidden text-sm text-soft pointer-coarse:block">{words.next}</p>
          {props.elsewhere}
        </div>
        <Later>
          <Show when={picture()}>
            <AltTextForm edit={altText} />
          </Show>
        </Later>
      </div>
    </div>
  );
}
