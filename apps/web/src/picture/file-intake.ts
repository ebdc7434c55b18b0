import { type Accessor, createSignal, onCleanup, onMount } from 'solid-js';
import { filesIn } from './chosen-file';

/** Takes files that are dropped on `target` or on a dialog, or pasted anywhere on the page; `isOver` while one hovers. */
export function createFileIntake(target: Accessor<HTMLElement | undefined>, onFiles: (files: File[]) => void) {
  const [isOver, setOver] = createSignal(false);
  const hasFiles = (event: DragEvent) => event.dataTransfer?.types.includes('Files') ?? false;

  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    // Anywhere else on the page a dropped file would replace the page itself.
    event.preventDefault();
    const { target: over } = event;
    // A dialog that lies over it, too, wherever that is in the document.
    const isHere = over instanceof Element && (target()?.contains(over) || over.closest('[role=dialog]') !== null);
    setOver(isHere);
    if (event.dataTransfer) event.dataTransfer.dropEffect = isHere ? 'copy' : 'none';
  };
  const onDrop = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    event.preventDefault();
    if (isOver()) onFiles(filesIn(event.dataTransfer));
    setOver(false);
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) setOver(false);
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = filesIn(event.clipboardData);
    // Text copied together with a picture of it belongs into the field it is pasted into.
    const isText = event.target instanceof Element && event.target.closest('input, textarea') !== null;
    if (files.length === 0 || (isText && event.clipboardData?.types.includes('text/plain'))) return;
    event.preventDefault();
    onFiles(files);
  };

  onMount(() => {
    document.addEventListener('dragover', onDragOver);
    document.addEventListener('dragleave', onDragLeave);
    document.addEventListener('drop', onDrop);
    document.addEventListener('paste', onPaste);
  });
  onCleanup(() => {
    document.removeEventListener('dragover', onDragOver);
    document.removeEventListener('dragleave', onDragLeave);
    document.removeEventListener('drop', onDrop);
    document.removeEventListener('paste', onPaste);
  });
  return { isOver };
}
