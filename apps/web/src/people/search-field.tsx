import { createEffect, createSignal, on, onCleanup } from 'solid-js';
import { Icon } from '../ui/icon';

/** Milliseconds without a keystroke before a search goes out. */
const pause = 250;

/** A search that follows the typing at a distance; `value` is what was last searched for, also after Back. */
export function SearchField(props: { label: string; value: string; max: number; onSearch(text: string): void }) {
  const [typed, setTyped] = createSignal(props.value);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onCleanup(() => clearTimeout(timer));
  createEffect(
    on(
      () => props.value,
      (value) => {
        if (typed().trim() !== value) setTyped(value);
      },
      { defer: true },
    ),
  );
  const search = (text: string) => {
    clearTimeout(timer);
    props.onSearch(text.trim());
  };
  return (
    <search class="w-full max-w-md">
      <form
        class="relative"
        onSubmit={(event) => {
          event.preventDefault();
          search(typed());
        }}
      >
        <Icon name="search" class="pointer-events-none absolute start-3.5 top-3 size-5 text-soft" />
        <input
          type="search"
          name="q"
          aria-label={props.label}
          placeholder={props.label}
          maxLength={props.max}
          autocomplete="off"
          autocapitalize="none"
          spellcheck={false}
          value={typed()}
          class="min-h-11 w-full rounded-field border border-edge bg-surface ps-11 pe-3 placeholder:text-soft focus:border-accent focus:outline-2 focus:-outline-offset-1 focus:outline-accent"
          onInput={({ currentTarget: { value } }) => {
            setTyped(value);
            clearTimeout(timer);
            timer = setTimeout(() => search(value), pause);
          }}
        />
      </form>
    </search>
  );
}
