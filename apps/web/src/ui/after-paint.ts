import { type Accessor, createEffect, createSignal, on, onCleanup } from 'solid-js';

/**
 * What follows a value, once the browser has painted what else the change brought: a letter is to be seen before all that is made of it.
 * The last of several changes in a frame counts.
 */
export function afterPaint<Value>(value: Accessor<Value>): Accessor<Value> {
  const [shown, setShown] = createSignal(value());
  let frame: number | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const follow = () => {
    frame = undefined;
    setShown(() => value());
  };
  createEffect(
    on(
      value,
      () => {
        frame ??= requestAnimationFrame(() => {
          timer = setTimeout(follow);
        });
      },
      { defer: true },
    ),
  );
  onCleanup(() => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  });
  return shown;
}
