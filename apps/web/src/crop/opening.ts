import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';
import { type Crop, createCrop } from './crop';
import { type OpenPicture, openPicture } from './open-picture';

export type Opening =
  | { kind: 'opening' }
  | { kind: 'open'; picture: OpenPicture; crop: Crop }
  | { kind: 'unseen' }
  | { kind: 'refused'; why: string };

/** Opens a file for cropping. What that holds is given back as soon as the file changes or goes. */
export function createOpening(file: Accessor<File>): Accessor<Opening> {
  const [opening, setOpening] = createSignal<Opening>({ kind: 'opening' });
  createEffect(
    on(file, (chosen) => {
      let close: (() => void) | undefined;
      let isGone = false;
      setOpening({ kind: 'opening' });
      void openPicture(chosen).then((opened) => {
        if (opened.kind !== 'open') {
          if (!isGone) setOpening(opened);
          return;
        }
        close = opened.picture.close;
        if (isGone) close();
        else setOpening({ ...opened, crop: createCrop(opened.picture.size) });
      });
      onCleanup(() => {
        isGone = true;
        close?.();
      });
    }),
  );
  return opening;
}
