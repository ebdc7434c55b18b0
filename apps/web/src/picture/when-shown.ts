import { createSignal } from 'solid-js';
import { whenIdle } from '../ui/when-idle';

const [format, setFormat] = createSignal<Intl.DateTimeFormat>();
let isAskedFor = false;

/**
 * When a picture was shown, in the reader's language; nothing until the browser has a quiet moment. Its first words for a date cost it 30 ms
 * and more, which nobody who waits for their profile needs yet.
 */
export function whenShown(lastUpdated: string): string | undefined {
  if (!isAskedFor) {
    isAskedFor = true;
    whenIdle(() => setFormat(new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' })));
  }
  return format()?.format(new Date(lastUpdated));
}
