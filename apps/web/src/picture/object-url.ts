import { type Accessor, createMemo, onCleanup } from 'solid-js';

/** An address under which the page can show a file; given back as soon as the file changes or goes. */
export function createObjectUrl(file: Accessor<Blob>): Accessor<string> {
  return createMemo(() => {
    const url = URL.createObjectURL(file());
    onCleanup(() => URL.revokeObjectURL(url));
    return url;
  });
}
