import { createUniqueId, type JSX, Show } from 'solid-js';

interface BlockProps {
  title: string;
  lead?: string;
  children: JSX.Element;
  /** For the heading, where the focus goes when what had it is gone. */
  ref?(heading: HTMLHeadingElement): void;
}

/** One matter within a section. */
export function Block(props: BlockProps) {
  const id = createUniqueId();
  return (
    <section aria-labelledby={id} class="card grid grid-cols-1 gap-5 p-4 sm:p-6">
      <div class="grid gap-1">
        <h2 id={id} ref={(heading) => props.ref?.(heading)} tabIndex={-1} class="text-lg font-semibold outline-none">
          {props.title}
        </h2>
        <Show when={props.lead}>
          <p class="text-[0.9375rem] text-soft">{props.lead}</p>
        </Show>
      </div>
      {props.children}
    </section>
  );
}
