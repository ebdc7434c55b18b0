import { createSignal } from 'solid-js';

const [format, setFormat] = createSignal<Intl.DateTimeFormat>();
let isAskedFor = false;

/**
 * When a picture was shown, in the reader's language; nothing until the browser has a quiet moment. Its first words for a date cost it 30 ms
 * and more, which nobody who waits for their profile needs yet.
 */
export function whenShown(lastUpdated: string): string | undefined {
  if (!isAskedFor) {
    isAskedFor = true;
    const make = () => setFormat(new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeStyle: 'short' }));
    // Safari has no idle callbacks.
    if ('requestIdleCallback' in globalThis) requestIdleCallback(make, { timeout: 2000 });
    else setTimeout(make, 500);
  }
  return format()?.format(new Date(lastUpdated));
}
