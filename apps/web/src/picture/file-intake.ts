import { createSignal, onCleanup, onMount } from 'solid-js';
import { hasFiles } from '../shell/keep-page';
import { filesIn } from './chosen-file';

/** In milliseconds: what hovers says so several times a second, what is let go of elsewhere not always that it went. */
const silence = 1000;

/**
 * Takes files that are dropped or pasted anywhere on the page, but for what lies over it: a dialog asks for something else.
 * `isOver` while some hover that would be taken.
 */
export function createFileIntake(onFiles: (files: File[]) => void) {
  const [isOver, setOver] = createSignal(false);
  let timer: ReturnType<typeof setTimeout> | undefined;
  const isGone = () => {
    clearTimeout(timer);
    setOver(false);
  };

  const onDragOver = (event: DragEvent) => {
    if (!hasFiles(event)) return;
    clearTimeout(timer);
    timer = setTimeout(isGone, silence);
    setOver(!isCovered());
    // Else they bounce back, by shell/keep-page.ts, which heard of them before.
    if (isOver() && event.dataTransfer) event.dataTransfer.dropEffect = 'copy';
  };
  const onDrop = (event: DragEvent) => {
    isGone();
    if (hasFiles(event) && !isCovered()) onFiles(filesIn(event.dataTransfer));
  };
  const onDragLeave = (event: DragEvent) => {
    if (event.relatedTarget === null) isGone();
  };
  const onPaste = (event: ClipboardEvent) => {
    const files = filesIn(event.clipboardData);
    // Text copied together with a picture of it belongs into the field it is pasted into.
    const isText = event.clipboardData?.types.includes('text/plain') && isTypedInto(event.target);
    if (files.length === 0 || isText || isCovered()) return;
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
    clearTimeout(timer);
    document.removeEventListener('dragover', onDragOver);
    document.removeEventListener('dragleave', onDragLeave);
    document.removeEventListener('drop', onDrop);
    document.removeEventListener('paste', onPaste);
  });
  return { isOver };
}

const isCovered = () => document.querySelector('[role=dialog], [role=alertdialog]') !== null;

/** A field that takes text now: one that is read-only takes none. */
const isTypedInto = (target: EventTarget | null) => target instanceof Element && target.closest(':read-write') !== null;
