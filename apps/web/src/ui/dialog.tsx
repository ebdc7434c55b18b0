import { Content, Overlay, Portal, Root, Title } from '@kobalte/core/dialog';
import { type JSX, Show } from 'solid-js';
import { holdPage } from './hold-page';

const looks = {
  question: 'max-h-full max-w-md p-6',
  wide: 'max-h-full max-w-2xl p-6',
  workplace:
    'max-h-full max-w-3xl p-4 pb-0 sm:p-6 sm:pb-0 max-sm:h-full max-sm:max-w-none max-sm:rounded-none max-sm:border-0',
};

/** For Kobalte's layer. The veil is in the pointers' way already; to take them from the whole page has the browser look at every element of it. */
const leavesPointers = { disableOutsidePointerEvents: false };

interface DialogProps {
  open: boolean;
  title: string;
  /** Asked to close: by Escape, or by a click outside. */
  onClose(): void;
  children: JSX.Element;
  /** `workplace`: for work rather than a question; takes all of a phone's screen, and a click outside does not end it. */
  look?: keyof typeof looks;
}

/** A modal dialog, above which only toasts lie. */
export function Dialog(props: DialogProps) {
  return (
    <Show when={props.open}>
      <Opened {...props} />
    </Show>
  );
}

function Opened(props: DialogProps) {
  holdPage();
  const before = document.activeElement;
  /** Dialogs here have no one button that opens them: the focus goes back to whatever had it, unless it was sent elsewhere. */
  const giveBackFocus = (event: Event) => {
    if (!event.defaultPrevented && before instanceof HTMLElement && before.isConnected) {
      before.focus({ preventScroll: true });
    }
  };
  const focusFirst = (event: Event) => {
    const wanted = event.currentTarget instanceof Element && event.currentTarget.querySelector('[autofocus]');
    if (!(wanted instanceof HTMLElement)) return;
    event.preventDefault();
    wanted.focus();
  };
  return (
    // The page is held still by `holdPage`: Kobalte's way would move it by a scroll bar, and forbid zooming with two fingers.
    <Root open onOpenChange={(isOpen) => isOpen || props.onClose()} preventScroll={false}>
      <Portal>
        <Overlay data-veil class="fixed inset-0 z-40 bg-veil" />
        <div
          class="fixed inset-0 z-40 grid place-items-center"
          classList={{ 'p-4': props.look !== 'workplace', 'sm:p-4': props.look === 'workplace' }}
        >
          <Content
            {...leavesPointers}
            class={`card w-full animate-rise overflow-auto overscroll-contain shadow-float ${looks[props.look ?? 'question']}`}
            onOpenAutoFocus={focusFirst}
            onCloseAutoFocus={giveBackFocus}
            onPointerDownOutside={(event) => {
              if (props.look === 'workplace') event.preventDefault();
            }}
          >
            <Title class="text-xl font-semibold">{props.title}</Title>
            {props.children}
          </Content>
        </div>
      </Portal>
    </Root>
  );
}

/** The row of buttons at the end of a dialog; the way forward comes last. On a phone they fill the row, or a row each. */
export function DialogActions(props: { children: JSX.Element }) {
  return <div class="mt-6 flex flex-wrap justify-end gap-2 max-sm:*:grow">{props.children}</div>;
}

/** The same at the foot of a workplace, always in sight. */
export function WorkplaceActions(props: { children: JSX.Element }) {
  return (
    <div class="sticky bottom-0 z-10 -mx-4 mt-6 grid gap-3 border-t border-line bg-surface px-4 py-3 sm:-mx-6 sm:px-6 sm:py-4">
      {props.children}
    </div>
  );
}
