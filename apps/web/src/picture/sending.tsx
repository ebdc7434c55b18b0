import { ProgressBar } from '../ui/progress-bar';
import { sizeInWords } from './chosen-file';
import { words } from './words';

/** How far an upload has come; `share` from 0 to 1 of `size` bytes. */
export function Sending(props: { share: number; size: number }) {
  const text = () => {
    if (props.share === 0) return words.chosen.reading;
    if (props.share === 1) return words.chosen.preparing;
    return words.chosen.sent(sizeInWords(props.share * props.size, props.size), sizeInWords(props.size));
  };
  /** Read out only where something new begins, not at every packet. */
  const stage = () => (props.share === 0 ? words.chosen.reading : props.share === 1 ? words.chosen.preparing : '');
  return (
    <div class="grid gap-2">
      <ProgressBar value={props.share} label={words.chosen.progress} />
      <p class="text-sm text-soft tabular-nums" aria-hidden={stage() === '' ? undefined : 'true'}>
        {text()}
      </p>
      <p class="sr-only" role="status">
        {stage()}
      </p>
    </div>
  );
}
