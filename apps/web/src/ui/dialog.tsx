import { createEffect, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';

const looks = {
  question: 'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-md p-6',
  wide: 'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-2xl p-6',
  workplace:
    'm-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] max-w-3xl p-4 pb-0 sm:p-6 sm:pb-0 max-sm:m-0 max-sm:h-dvh max-sm:max-h-none max-sm:w-full max-sm:max-w-none max-sm:rounded-none max-sm:border-0',
};

interface DialogProps {
  open: boolean;
  title: string;
  /** Asked to close: by Escape, or by a click outside. */
  onClose(): void;
  children: JSX.Element;
  /** `workplace`: for work rather than a question; takes all of a phone's screen, and a click outside does not end it. */
  look?: keyof typeof looks;
}

/** A modal dialog. The platform's own keeps the focus inside, gives it back, and makes the page behind it inert. */
export function Dialog(props: DialogProps) {
  return (
    <Show when={props.open}>
      <Opened {...props} />
    </Show>
  );
}

function Opened(props: DialogProps) {
  const id = createUniqueId();
  let element: HTMLDialogElement | undefined;
  let isGone = false;
  const before = document.activeElement;
  createEffect(() => {
    document.documentElement.classList.add('overflow-hidden');
    // A moment later: where the screen waited for code to load, the element is still being put in its place, and a modal
    // dialog that is moved is modal no more.
    queueMicrotask(() => {
      if (!isGone) element?.showModal();
    });
  });
  onCleanup(() => {
    isGone = true;
    element?.close();
    document.documentElement.classList.remove('overflow-hidden');
    // The element goes before the browser could give the focus back itself.
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      class={`card animate-rise overflow-auto shadow-float ${looks[props.look ?? 'question']}`}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onClose={() => {
        // Chromium closes at a second Escape without asking; whoever decides may still want it open.
        if (isGone) return;
        props.onClose();
        queueMicrotask(() => {
          if (!isGone && element?.open === false) element.showModal();
        });
      }}
      onPointerDown={(event) => {
        if (props.look !== 'workplace' && event.target === element && isOutside(element, event)) props.onClose();
      }}
    >
      <h2 id={id} class="text-xl font-semibold">
        {props.title}
      </h2>
      {props.children}
    </dialog>
  );
}

function isOutside(element: HTMLElement, { clientX, clientY }: PointerEvent): boolean {
  const { left, right, top, bottom } = element.getBoundingClientRect();
  return clientX < left || clientX > right || clientY < top || clientY > bottom;
}

/** The row of buttons at the end of a dialog; the way forward comes last. */
export function DialogActions(props: { children: JSX.Element }) {
  return <div class="mt-6 flex flex-wrap justify-end gap-2">{props.children}</div>;
}

/** The same at the foot of a workplace, always in sight. */
export function WorkplaceActions(props: { children: JSX.Element }) {
  return (
    <div class="sticky bottom-0 z-10 -mx-4 mt-6 grid gap-3 border-t border-line bg-surface px-4 py-3 sm:-mx-6 sm:px-6 sm:py-4">
      {props.children}
    </div>
  );
}
