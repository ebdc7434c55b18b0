import { type JSX, onMount, Show } from 'solid-js';
import { Button } from '../ui/button';
import { Icon } from '../ui/icon';
import { Notice } from '../ui/notice';
import type { Crop } from './crop';
import { CropControls } from './crop-controls';
import { CropPreviews } from './crop-previews';
import { CropStage } from './crop-stage';
import type { OpenPicture } from './open-picture';
import { words } from './words';

interface CropPaneProps {
  picture: OpenPicture;
  crop: Crop;
  onEnter(): void;
  /** What goes beside the stage, below the previews. */
  children: JSX.Element;
}

/** The stage with its controls on one side; how it will look, and the rest, on the other. */
export function CropPane(props: CropPaneProps) {
  let stage: HTMLElement | undefined;
  const toStage = () => stage?.focus({ preventScroll: true });
  onMount(toStage);
  return (
    <div class="grid grid-cols-1 gap-x-8 gap-y-5 sm:grid-cols-[minmax(0,22rem)_minmax(0,1fr)]">
      <div class="grid grid-cols-1 content-start gap-3">
        <div class="mx-auto w-full max-sm:max-w-[38dvh]">
          <CropStage
            crop={props.crop}
            url={props.picture.url}
            onEnter={props.onEnter}
            ref={(element) => {
              stage = element;
            }}
          />
        </div>
        <CropControls crop={props.crop} />
      </div>
      <div class="grid grid-cols-1 content-start gap-5">
        <CropPreviews crop={props.crop} picture={props.picture} />
        <Show when={props.picture.isAnimated}>
          <Notice>{words.animated}</Notice>
        </Show>
        {props.children}
        <div class="grid justify-items-start gap-1 text-sm text-soft">
          <p class="pointer-coarse:hidden">{words.help}</p>
          <p class="hidden pointer-coarse:block">{words.helpByTouch}</p>
          <Button
            look="quiet"
            class="-ms-3 px-3! text-sm"
            onClick={() => {
              props.crop.reset();
              toStage();
            }}
          >
            <Icon name="undo" class="size-4.5" />
            {words.reset}
          </Button>
        </div>
      </div>
    </div>
  );
}
