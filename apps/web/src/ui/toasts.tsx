import { createSignal, For, onCleanup, onMount, Show } from 'solid-js';
import { Icon } from './icon';

export interface ToastOptions {
  message: string;
  /** Something to do about it while it is shown. */
  action?: { label: string; run(): void };
  /** Milliseconds; it waits while someone is at it. */
  lasts?: number;
  tone?: 'calm' | 'bad';
}

interface Toast extends ToastOptions {
  id: number;
}

const [toasts, setToasts] = createSignal<readonly Toast[]>([]);
const atMost = 3;
let lastId = 0;

/** Shows a short message at the edge of the page; returns what takes it away. */
export function toast(options: ToastOptions): () => void {
  lastId += 1;
  const id = lastId;
  setToasts((shown) => [...shown, { ...options, id }].slice(-atMost));
  return () => dismiss(id);
}

const dismiss = (id: number) => setToasts((shown) => shown.filter((each) => each.id !== id));

/** Where toasts appear, once a page. Read out as they come; F6-style landmarks lead to it by keyboard. */
export function Toasts(props: { label: string; close: string }) {
  return (
    <section
      aria-label={props.label}
      aria-live="polite"
      aria-relevant="additions"
      class="pointer-events-none fixed inset-x-4 bottom-4 z-40 grid justify-items-center gap-2 sm:justify-items-end"
    >
      <For each={toasts()}>{(each) => <OneToast toast={each} close={props.close} />}</For>
    </section>
  );
}

function OneToast(props: { toast: Toast; close: string }) {
  const { id, lasts = 6000, action } = props.toast;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let left = lasts;
  let since = 0;
  const go = () => {
    since = performance.now();
    timer = setTimeout(() => dismiss(id), left);
  };
  const wait = () => {
    clearTimeout(timer);
    left = Math.max(1500, left - (performance.now() - since));
  };
  onMount(go);
  onCleanup(() => clearTimeout(timer));
  return (
    <div
      class="pointer-events-auto flex w-full max-w-sm animate-rise items-center gap-1 rounded-card border border-line bg-surface py-1 ps-4 pe-1 shadow-float"
      classList={{ 'border-danger/50': props.toast.tone === 'bad' }}
      onPointerEnter={wait}
      onPointerLeave={go}
      onFocusIn={wait}
      onFocusOut={go}
    >
      <p class="grow py-2 text-[0.9375rem]">{props.toast.message}</p>
      <Show when={action}>
        {(act) => (
          <button
            type="button"
            class="min-h-11 shrink-0 rounded-field px-3 font-medium text-accent hover:bg-hover"
            onClick={() => {
              dismiss(id);
              act().run();
            }}
          >
            {act().label}
          </button>
        )}
      </Show>
      <button
        type="button"
        aria-label={props.close}
        class="grid size-11 shrink-0 place-items-center rounded-field text-soft hover:bg-hover hover:text-ink"
        onClick={() => dismiss(id)}
      >
        <Icon name="close" class="size-4" />
      </button>
    </div>
  );
}
