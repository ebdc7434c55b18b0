import { createEffect, type JSX, onMount } from 'solid-js';

let isFirst = true;

/**
 * The heading of a screen and the title of the document. When a screen follows another, the heading takes the focus, so
 * that a screen reader says where one is and the keyboard goes on from there.
 */
export function ScreenTitle(props: { title: string; children?: JSX.Element; class?: string }) {
  let heading: HTMLHeadingElement | undefined;
  createEffect(() => {
    document.title = props.title === 'Visage' ? 'Visage' : `${props.title} · Visage`;
  });
  onMount(() => {
    const { activeElement } = document;
    // Who chose from a list of screens has chosen to go there.
    const isBusyHere = activeElement?.closest('main *, [role=dialog]') != null && !activeElement.closest('nav');
    if (!isFirst && !isBusyHere) heading?.focus({ preventScroll: true });
    isFirst = false;
  });
  return (
    <h1 ref={heading} tabIndex={-1} class={props.class ?? 'text-3xl font-semibold'}>
      {props.children ?? props.title}
    </h1>
  );
}
