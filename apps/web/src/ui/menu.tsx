import { useLocation } from '@solidjs/router';
import { createEffect, createUniqueId, type JSX, on, onCleanup } from 'solid-js';

interface MenuProps {
  /** Names the button. */
  label: string;
  button: JSX.Element;
  children: JSX.Element;
}

/** A button that opens a small panel beneath it. The platform's popover closes it by Escape and by a click elsewhere. */
export function Menu(props: MenuProps) {
  const id = createUniqueId();
  let button: HTMLButtonElement | undefined;
  let panel: HTMLDivElement | undefined;
  const place = () => {
    if (!button || !panel) return;
    const { bottom, left, right } = button.getBoundingClientRect();
    const isRtl = getComputedStyle(button).direction === 'rtl';
    const end = isRtl ? left : document.documentElement.clientWidth - right;
    panel.style.setProperty('inset-block-start', `${bottom + 6}px`);
    panel.style.setProperty('inset-inline-end', `${Math.max(8, end)}px`);
  };
  const close = () => {
    if (panel?.matches(':popover-open')) panel.hidePopover();
  };
  const location = useLocation();
  createEffect(on(() => location.pathname, close, { defer: true }));
  addEventListener('resize', close);
  onCleanup(() => removeEventListener('resize', close));
  return (
    <>
      <button
        ref={button}
        type="button"
        popovertarget={id}
        aria-label={props.label}
        class="grid min-h-11 min-w-11 place-items-center rounded-full hover:bg-hover"
      >
        {props.button}
      </button>
      <div
        ref={panel}
        id={id}
        popover
        class="card inset-auto m-0 min-w-56 p-1.5 text-ink shadow-float"
        on:beforetoggle={place}
      >
        {props.children}
      </div>
    </>
  );
}

/** How one line of a menu looks, link or button. */
export const menuItem =
  'flex min-h-11 w-full items-center gap-3 rounded-field px-3 text-start text-[0.9375rem] no-underline hover:bg-hover';
