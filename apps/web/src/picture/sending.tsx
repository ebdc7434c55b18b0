import { createSignal, onCleanup, onMount, Show } from 'solid-js';
import { ProgressBar } from '../ui/progress-bar';
import { sizeInWords } from './chosen-file';
import type { Progress } from './my-picture';
import { words } from './words';

/** Milliseconds after which waiting is explained. */
const patience = 10_000;

/** How far an upload of `size` bytes has come. */
export function Sending(props: Progress & { size: number }) {
  const [isSlow, setSlow] = createSignal(false);
  onMount(() => {
    const timer = setTimeout(() => setSlow(true), patience);
    onCleanup(() => clearTimeout(timer));
  });
  /** Read out only where something new begins, not at every packet. */
  const stage = () => {
    if (props.share === 0) return props.isAgain ? words.chosen.again : words.chosen.reading;
    return props.share === 1 ? words.chosen.preparing : '';
  };
  const text = () =>
    stage() || words.chosen.sent(sizeInWords(props.share * props.size, props.size), sizeInWords(props.size));
  return (
    <div class="grid gap-2">
      <ProgressBar value={props.share} label={words.chosen.progress} />
      <p class="text-sm text-soft tabular-nums" aria-hidden={stage() === '' ? undefined : 'true'}>
        {text()}
      </p>
      <p class="sr-only" role="status">
        {stage()}
      </p>
      <p role="status" class="text-sm text-soft empty:hidden">
        <Show when={isSlow()}>{words.chosen.slow}</Show>
      </p>
    </div>
  );
}
