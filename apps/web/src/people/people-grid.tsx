import type { Profile } from '@visage/contract/profile';
import { createEffect, createMemo, createSignal, For, on, onCleanup, onMount, Show } from 'solid-js';
import { createPassing } from './passing';
import { PersonCard } from './person-card';
import { createRowsInSight } from './rows-in-sight';

/** The cards that are there, and those on their way. */
export const peopleGrid = 'grid grid-cols-[repeat(auto-fill,minmax(min(100%,19rem),1fr))] gap-3 sm:gap-4';

interface PeopleGridProps {
  people: readonly Profile[];
  /** More of them can be loaded. */
  hasMore: boolean;
  class: string;
}

/**
 * People in rows, of whom only those near the window are in the page, and whoever has the focus: of ten thousand cards a phone
 * would be slow and full. The room of the others is kept, so that the scroll bar and Back lead to the same place.
 */
export function PeopleGrid(props: PeopleGridProps) {
  let list: HTMLUListElement | undefined;
  const [shape, setShape] = createSignal(lastShape, { equals: isSame });
  const [focused, setFocused] = createSignal<string>();
  const rowCount = () => Math.ceil(props.people.length / shape().columns);
  const isPassing = createPassing();
  const inSight = createRowsInSight(() => ({ ...shape(), count: rowCount() }));
  onMount(() => {
    if (!list) return;
    const watched = list;
    const look = () => {
      lastShape = setShape((before) => shapeOf(watched) ?? before);
    };
    // When all is about to be laid out anyway, and before the observer tells of it: browsers report an error where what it does changes what it watches.
    const frame = requestAnimationFrame(look);
    onCleanup(() => cancelAnimationFrame(frame));
    // It also tells of a change of the letters' size. What is above the list changes its height with its width only.
    const observer = new ResizeObserver(look);
    observer.observe(watched);
    onCleanup(() => observer.disconnect());
  });

  const near = createMemo(() => {
    const { from, to } = inSight();
    const { columns, stride } = shape();
    return { first: from * columns, end: to * columns, before: from * stride, after: (rowCount() - to) * stride };
  });
  /** True while cards come and go. To put one in its new place the page takes it out, and with it the focus. */
  let isMoving = false;
  const inPlace = createMemo(() => {
    const { first, end } = near();
    return new Map(props.people.slice(first, end).map(({ id }, index) => [id, first + index]));
  });
  /** Whoever has the focus and is not among them. The focus that goes from one to the next changes nothing here. */
  const kept = createMemo(() => {
    const id = focused();
    return id === undefined || inPlace().has(id) ? undefined : id;
  });
  /** By id, so that a card whose person changes stays in the page, with the focus it may have. Told even where it is as before, to end the move. */
  const shown = createMemo(
    () => {
      isMoving = true;
      const places = inPlace();
      const id = kept();
      const index = id === undefined ? -1 : props.people.findIndex((person) => person.id === id);
      if (id === undefined || index === -1) return places;
      return new Map(index < near().first ? [[id, index], ...places] : [...places, [id, index]]);
    },
    undefined,
    { equals: false },
  );
  createEffect(
    on(shown, () => {
      isMoving = false;
      const id = focused();
      if (id === undefined || !list || list.contains(document.activeElement)) return;
      list.querySelector<HTMLElement>(`[data-id="${CSS.escape(id)}"] a`)?.focus({ preventScroll: true });
    }),
  );
  /** Where the one with the focus stands while their row isn't in the page. */
  const away = (index: number) => {
    const { first, end } = near();
    const { columns, stride } = shape();
    return index >= first && index < end ? undefined : (`${Math.floor(index / columns) * stride}px` as const);
  };
  return (
    <ul
      ref={list}
      class={`${peopleGrid} relative ${props.class}`}
      style={{ 'padding-block': `${near().before}px ${near().after}px` }}
      onFocusIn={({ target }) => setFocused(target.closest<HTMLElement>('[data-id]')?.dataset.id)}
      onFocusOut={() => {
        if (!isMoving) setFocused(undefined);
      }}
    >
      <For each={[...shown().keys()]}>
        {(id) => {
          const index = () => shown().get(id) ?? -1;
          // Whoever is about to leave the page is shown as they were.
          const person = createMemo((before: Profile | undefined) => props.people[index()] ?? before);
          return (
            <li
              class="min-w-0"
              data-id={id}
              style={{ position: away(index()) ? 'absolute' : undefined, top: away(index()) }}
              aria-posinset={index() + 1}
              aria-setsize={props.hasMore ? -1 : props.people.length}
            >
              <Show when={person()}>{(here) => <PersonCard person={here()} passing={isPassing()} />}</Show>
            </li>
          );
        }}
      </For>
    </ul>
  );
}

interface Shape {
  columns: number;
  /** From one row to the next, in pixels. */
  stride: number;
  /** Of the list in the page, in pixels. */
  top: number;
}

/** As it was seen last: whoever comes Back is scrolled to where they were before the list has been looked at. */
let lastShape: Shape = { columns: 1, stride: 120, top: 0 };

const isSame = (one: Shape, other: Shape) =>
  one.columns === other.columns && one.stride === other.stride && one.top === other.top;

/** How the style sheet has laid the list out; nothing, while it isn't in the page. */
function shapeOf(list: HTMLElement): Shape | undefined {
  const card = list.firstElementChild;
  if (!card?.isConnected) return;
  const { gridTemplateColumns, rowGap } = getComputedStyle(list);
  return {
    columns: gridTemplateColumns.split(' ').length,
    stride: card.getBoundingClientRect().height + Number.parseFloat(rowGap),
    top: list.getBoundingClientRect().top + scrollY,
  };
}
