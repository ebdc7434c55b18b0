import { createSignal, onCleanup } from 'solid-js';
import { Button } from './button';
import { Icon } from './icon';

/** Copies a text, and says for a moment that it did. */
export function CopyButton(props: { text: string; label: string; copied: string }) {
  const [copied, setCopied] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(props.text);
    } catch {
      // Refused, or a page without https: the text beside the button can be selected by hand.
      return;
    }
    setCopied(true);
    clearTimeout(timer);
    timer = setTimeout(() => setCopied(false), 2500);
  };
  return (
    <Button class="shrink-0" onClick={() => void copy()}>
      <Icon name={copied() ? 'check' : 'copy'} class="size-4.5" />
      <span aria-live="polite">{copied() ? props.copied : props.label}</span>
    </Button>
  );
}
