import { createEffect, createUniqueId, type JSX, onCleanup, Show } from 'solid-js';

interface DialogProps {
  open: boolean;
  title: string;
  /** Asked to close: by Escape, or by a click outside. */
  onClose(): void;
  children: JSX.Element;
  wide?: boolean;
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
  const before = document.activeElement;
  createEffect(() => {
    element?.showModal();
    document.documentElement.classList.add('overflow-hidden');
  });
  onCleanup(() => {
    element?.close();
    document.documentElement.classList.remove('overflow-hidden');
    // The element goes before the browser could give the focus back itself.
    if (before instanceof HTMLElement && before.isConnected) before.focus();
  });
  return (
    <dialog
      ref={element}
      aria-labelledby={id}
      class={`card m-auto max-h-[calc(100dvh-2rem)] w-[calc(100%-2rem)] animate-rise overflow-auto p-6 shadow-float ${props.wide ? 'max-w-2xl' : 'max-w-md'}`}
      onCancel={(event) => {
        event.preventDefault();
        props.onClose();
      }}
      onPointerDown={(event) => {
        if (event.target === element && isOutside(element, event)) props.onClose();
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
