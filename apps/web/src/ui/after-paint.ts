import { type Accessor, createEffect, createSignal, on, onCleanup, onMount } from 'solid-js';

/** Runs something once the browser has painted what there is by now; soon, on a page that nobody sees, which paints nothing. Returns what calls it off. */
function oncePainted(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    timer = setTimeout(run);
  };
  if (document.visibilityState !== 'visible') later();
  const frame = timer === undefined ? requestAnimationFrame(later) : undefined;
  return () => {
    if (frame !== undefined) cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
}

/**
 * What follows a value, once the browser has painted what else the change brought: a letter is to be seen before all that is made of it.
 * The last of several changes in a frame counts.
 */
export function afterPaint<Value>(value: Accessor<Value>): Accessor<Value> {
  const [shown, setShown] = createSignal(value());
  let cancel: (() => void) | undefined;
  const follow = () => {
    cancel = undefined;
    setShown(() => value());
  };
  createEffect(
    on(
      value,
      () => {
        cancel ??= oncePainted(follow);
      },
      { defer: true },
    ),
  );
  onCleanup(() => cancel?.());
  return shown;
}

/** True once what was made with this has been painted: what lies below may come after it. */
export function createPainted(): Accessor<boolean> {
  const [isPainted, setPainted] = createSignal(false);
  onMount(() => onCleanup(oncePainted(() => setPainted(true))));
  return isPainted;
}
