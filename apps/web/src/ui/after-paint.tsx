import { type Accessor, createEffect, createSignal, type JSX, on, onCleanup, onMount, Show } from 'solid-js';

/** Runs something once the browser has painted what there is by now; soon, on a page that nobody sees, which paints nothing. Returns what calls it off. */
export function oncePainted(run: () => void): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  const later = () => {
    stopWaiting();
    timer = setTimeout(run);
  };
  const hidden = () => {
    if (document.visibilityState !== 'visible') later();
  };
  const frame = requestAnimationFrame(later);
  document.addEventListener('visibilitychange', hidden);
  const stopWaiting = () => {
    cancelAnimationFrame(frame);
    document.removeEventListener('visibilitychange', hidden);
  };
  hidden();
  return () => {
    stopWaiting();
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

/** What waits for a paint of its own, in order. */
const waiting = new Set<() => void>();
let isUnderWay = false;

/** Runs what was called for one after the other, each once what the one before brought has been painted. Returns what calls it off. */
function inTurn(run: () => void): () => void {
  waiting.add(run);
  goOn();
  return () => waiting.delete(run);
}

function goOn(): void {
  if (isUnderWay || waiting.size === 0) return;
  isUnderWay = true;
  oncePainted(() => {
    isUnderWay = false;
    const [run] = waiting;
    if (!run) return;
    waiting.delete(run);
    try {
      run();
    } finally {
      goOn();
    }
  });
}

/**
 * What is in it is made once all around it has been painted, in a task of its own, so that a slow phone shows what it has and hears what
 * is pressed in between. Several of them come in the order in which they stand, and those in them after all of these, with a paint after each. With `now` it is there
 * at once.
 */
export function AfterPaint(props: { now?: boolean; children: JSX.Element }) {
  const [isTime, setTime] = createSignal(props.now ?? false);
  onMount(() => {
    if (!isTime()) onCleanup(inTurn(() => setTime(true)));
  });
  return <Show when={isTime()}>{props.children}</Show>;
}
