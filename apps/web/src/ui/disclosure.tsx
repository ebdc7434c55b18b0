import type { JSX } from 'solid-js';
import { Icon } from './icon';

/** Something that not everyone needs, shown to those who ask: the browser's own, which a search on the page opens, too. */
export function Disclosure(props: { label: string; children: JSX.Element }) {
  return (
    <details class="group grid grid-cols-1">
      <summary class="-ms-2 inline-flex min-h-11 list-none items-center gap-1.5 rounded-field px-2 text-[0.9375rem] font-medium hover:bg-hover [&::-webkit-details-marker]:hidden">
        <Icon
          name="chevron"
          class="size-4 transition-transform group-open:rotate-90 rtl:rotate-180 rtl:group-open:rotate-90"
        />
        {props.label}
      </summary>
      <div class="pt-2">{props.children}</div>
    </details>
  );
}
