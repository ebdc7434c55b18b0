import { CloseButton, List, Region, Root, toaster, useToastContext } from '@kobalte/core/toast';
import { type ComponentProps, For, onCleanup, splitProps } from 'solid-js';
import { Icon } from './icon';

/** Something to do about a toast while it is shown. */
export interface ToastAction {
  label: string;
  run(): void;
  /** The toast stays, for what else it offers; else it goes. */
  stays?: boolean;
}

export interface ToastOptions {
  message: string;
  actions?: readonly ToastAction[];
  /** Milliseconds; it waits while someone is at it. */
  lasts?: number;
  tone?: 'calm' | 'bad';
}

const atMost = 3;
const shown = new Set<number>();
let closeWords = '';
/** Where the focus was before it came to the toasts. */
let before: Element | null = null;

/** Shows a short message at the edge of the page; returns what takes it away. */
export function toast(options: ToastOptions): () => void {
  const id = toaster.show(({ toastId }) => <OneToast {...options} id={toastId} />);
  shown.add(id);
  const dismiss = () => {
    shown.delete(id);
    toaster.dismiss(id);
  };
  // The newest is what the person has just done: the oldest gives way to it, rather than it waiting.
  const [oldest] = shown;
  if (shown.size > atMost && oldest !== undefined) {
    shown.delete(oldest);
    toaster.dismiss(oldest);
  }
  return dismiss;
}

/** Where toasts appear, once a page, above dialogs, too; Alt+T leads to it. */
export function Toasts(props: { label: string; close: string }) {
  closeWords = props.close;
  return (
    <Region aria-label={`${props.label} ({hotkey})`} limit={atMost + 1} duration={6000} class="toasts outline-none">
      {/* Read out as they come: a live region that was there before is, one that comes with its words often isn't. */}
      <List
        class="grid gap-2 rounded-card"
        aria-live="polite"
        aria-relevant="additions"
        onFocusIn={({ relatedTarget, currentTarget }: FocusEvent & { currentTarget: HTMLElement }) => {
          if (relatedTarget instanceof Element && !currentTarget.contains(relatedTarget)) before = relatedTarget;
        }}
      />
    </Region>
  );
}

function OneToast(props: ToastOptions & { id: number }) {
  onCleanup(() => shown.delete(props.id));
  return (
    <Root
      as={Line}
      toastId={props.id}
      {...(props.lasts !== undefined && { duration: props.lasts })}
      class={`flex w-full animate-rise items-center gap-1 rounded-card border bg-surface py-1 ps-4 pe-1 shadow-float data-[swipe=move]:translate-x-(--kb-toast-swipe-move-x) ${props.tone === 'bad' ? 'border-danger/50' : 'border-line'}`}
    >
      <div class="flex grow flex-wrap items-center justify-end">
        <p class="grow basis-36 py-2 text-[0.9375rem]">{props.message}</p>
        {/* Beside what is said, or all in a row of their own. */}
        <div class="flex">
          <For each={props.actions}>{(action) => <Action {...action} />}</For>
        </div>
      </div>
      <CloseButton
        aria-label={closeWords}
        class="grid size-11 shrink-0 place-items-center rounded-field text-soft hover:bg-hover hover:text-ink"
      >
        <Icon name="close" class="size-4" />
      </CloseButton>
    </Root>
  );
}

/** A part of the list's live region, not one of its own: it would be read out twice, or not at all. */
function Line(props: ComponentProps<'li'>) {
  const [, rest] = splitProps(props, ['role', 'aria-live', 'aria-atomic']);
  const element = (<li {...rest} />) as HTMLElement;
  onCleanup(() => {
    // The browser would drop the focus with the element, without a word, and the other toasts would wait for ever.
    const { activeElement } = document;
    if (!(activeElement instanceof HTMLElement) || !element.contains(activeElement)) return;
    if (before instanceof HTMLElement && before.isConnected) before.focus({ preventScroll: true });
    else activeElement.blur();
  });
  return element;
}

function Action(props: ToastAction) {
  const { close } = useToastContext();
  return (
    <button
      type="button"
      class="min-h-11 shrink-0 rounded-field px-3 font-medium text-accent hover:bg-hover"
      onClick={() => {
        const { run } = props;
        if (!props.stays) close();
        run();
      }}
    >
      {props.label}
    </button>
  );
}
