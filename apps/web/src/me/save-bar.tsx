import { createEffect, on, onCleanup, onMount, Show } from 'solid-js';
import { afterPaint } from '../ui/after-paint';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { words } from './words';

interface Saving {
  isDirty(): boolean;
  isSaving(): boolean;
  problem(): string | undefined;
  save(): Promise<void>;
  discard(): void;
}

/** At the lower edge while something is unsaved. Cmd+S and Ctrl+S save, too. It belongs into a flex column: of a grid, it may be held to its own row. */
export function SaveBar(props: { edit: Saving }) {
  const onKeyDown = (event: KeyboardEvent) => {
    if (!(event.metaKey || event.ctrlKey) || event.altKey || event.key.toLowerCase() !== 's') return;
    event.preventDefault();
    if (!document.querySelector('[role=dialog]')) void props.edit.save();
  };
  onMount(() => addEventListener('keydown', onKeyDown));
  onCleanup(() => removeEventListener('keydown', onKeyDown));
  // It comes after the letter that calls for it, and goes at once.
  const mayCome = afterPaint(props.edit.isDirty);
  let bar: HTMLElement | undefined;
  // The bar goes with what was unsaved, and must not take the focus along.
  createEffect(
    on(props.edit.isDirty, (isDirty) => {
      if (!isDirty && bar && (bar.contains(document.activeElement) || document.activeElement === document.body))
        document.querySelector<HTMLElement>('main h1')?.focus({ preventScroll: true });
      if (!isDirty) bar = undefined;
    }),
  );
  return (
    <Show when={props.edit.isDirty() && mayCome()}>
      <section
        ref={bar}
        aria-label={words.bar.label}
        data-save-bar
        class="sticky bottom-4 z-20 mt-2 grid animate-rise gap-3 rounded-card border border-line bg-surface p-3 shadow-float sm:ps-5"
      >
        <Show when={props.edit.problem()}>
          <Notice tone="bad" urgent>
            {props.edit.problem()}
          </Notice>
        </Show>
        <div class="flex flex-wrap items-center justify-end gap-2">
          <p role="status" class="grow text-[0.9375rem] max-sm:basis-full">
            {words.bar.unsaved}
          </p>
          <Button look="quiet" class="max-sm:grow" onClick={props.edit.discard}>
            {words.bar.discard}
          </Button>
          <Button
            look="primary"
            class="max-sm:grow"
            busy={props.edit.isSaving()}
            onClick={() => void props.edit.save()}
          >
            {words.bar.save}
          </Button>
        </div>
      </section>
    </Show>
  );
}
