import { createSignal, onCleanup, Show } from 'solid-js';
import { Button } from './button';
import { copyText } from './copy-text';
import { Icon } from './icon';

export interface CopyWords {
  copy: string;
  copied: string;
  /** Said where the clipboard is refused and the text is selected instead. */
  selected: string;
}

interface CopyButtonProps {
  text: string;
  /** What the text is, for those who hear the button without seeing what stands beside it. */
  what: string;
  words: CopyWords;
  /** The element that shows the text. */
  source(): HTMLElement | undefined;
}

/**
 * Copies a text and says for a moment that it did; where it may not, selects the text, so that one key copies it.
 * It stands in a wrapping row, where what there is to say takes a line of its own.
 */
export function CopyButton(props: CopyButtonProps) {
  const [outcome, setOutcome] = createSignal<'copied' | 'selected'>();
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    clearTimeout(timer);
    // What is said again is read out again only if it was gone.
    setOutcome(undefined);
    const now = await copyText(props.text, props.source());
    // The text is shown beside it.
    setOutcome(now === 'copied' ? now : 'selected');
    // Longer where there is something to do first.
    timer = setTimeout(() => setOutcome(undefined), now === 'copied' ? 2500 : 8000);
  };
  const isCopied = () => outcome() === 'copied';
  return (
    <>
      <Button class="min-w-28 shrink-0" onClick={() => void copy()}>
        <Icon name={isCopied() ? 'check' : 'copy'} class="size-4.5" />
        <span>
          {isCopied() ? props.words.copied : props.words.copy}
          <span class="sr-only"> {props.what}</span>
        </span>
      </Button>
      {/* Beside the button: inside one, live regions are not read out everywhere. */}
      <p role="status" class="basis-full text-sm text-soft" classList={{ 'sr-only': outcome() !== 'selected' }}>
        <Show when={outcome()}>{(said) => props.words[said()]}</Show>
      </p>
    </>
  );
}
