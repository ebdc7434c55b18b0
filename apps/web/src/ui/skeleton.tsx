/** A quiet block where something will be; `class` gives it the size of what comes. */
export function Skeleton(props: { class: string }) {
  return <span aria-hidden="true" class={`block animate-breathe rounded-field bg-hover ${props.class}`} />;
}
