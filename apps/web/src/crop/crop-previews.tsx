import { createEffect, For, onCleanup } from 'solid-js';
import { whenIdle } from '../ui/when-idle';
import type { Crop } from './crop';
import { resized } from './draw-frame';
import type { OpenPicture } from './open-picture';
import { words } from './words';

/** Sides in CSS pixels; drawn with twice as many, for fine screens. */
const sizes = [
  { side: 128, shape: 'size-[128px]' },
  { side: 64, shape: 'size-[64px]' },
  { side: 32, shape: 'size-[32px]' },
];
const density = 2;
/** Milliseconds that they are late at most. */
const latest = 1000;

/** The picture at the sizes it will be seen at. They follow when there is time, since drawing them takes longer than the move itself. */
export function CropPreviews(props: { crop: Crop; picture: OpenPicture }) {
  const canvases: HTMLCanvasElement[] = [];
  let cancel: (() => void) | undefined;
  const draw = () => {
    cancel = undefined;
    const [largest = 128] = sizes.map(({ side }) => side);
    let drawn = props.picture.preview(props.crop.frame(), largest * density);
    for (const canvas of canvases) {
      if (drawn.width > canvas.width) drawn = resized(drawn, canvas.width, false);
      const context = canvas.getContext('2d');
      context?.clearRect(0, 0, canvas.width, canvas.height);
      context?.drawImage(drawn, 0, 0);
    }
  };
  createEffect(() => {
    props.crop.frame();
    cancel ??= whenIdle(draw, latest);
  });
  onCleanup(() => cancel?.());
  return (
    <div class="grid gap-2" aria-hidden="true">
      <p class="text-sm font-medium">{words.seen}</p>
      <div class="flex flex-wrap items-end gap-4">
        <For each={sizes}>
          {({ side, shape }) => (
            <canvas
              ref={(canvas) => void canvases.push(canvas)}
              width={side * density}
              height={side * density}
              class={`rounded-full bg-hover ring-1 ring-line ${shape}`}
            />
          )}
        </For>
      </div>
    </div>
  );
}
