import { type Accessor, createEffect, createMemo, createSignal, onCleanup, onMount } from 'solid-js';
import { whenIdle } from '../ui/when-idle';

/** Where rows of one height lie, in pixels. */
export interface Rows {
  count: number;
  /** From one row to the next. */
  stride: number;
  /** Of the first, in the page. */
  top: number;
}

/**
 * Rows beyond the window that count as in sight: what a fast wheel uncovers before the page has run. They come one by one, when those in
 * the window are there and the page has nothing else to do.
 */
const beyond = 4;

/** The rows near the window, `to` not among them. Told only when they are others, not at every scroll. */
export function createRowsInSight(rows: Accessor<Rows>): Accessor<{ from: number; to: number }> {
  const now = () => ({ start: scrollY, height: innerHeight });
  const [view, setView] = createSignal(now());
  const look = () => setView(now());
  onMount(() => {
    addEventListener('scroll', look, { passive: true });
    addEventListener('resize', look);
  });
  onCleanup(() => {
    removeEventListener('scroll', look);
    removeEventListener('resize', look);
  });
  const [more, setMore] = createSignal(0);
  createEffect(() => {
    if (more() < beyond) onCleanup(whenIdle(() => setMore(more() + 1)));
  });
  return createMemo(
    () => {
      const { count, stride, top } = rows();
      const { start, height } = view();
      const within = (row: number) => Math.min(count, Math.max(0, row));
      return {
        from: within(Math.floor((start - top) / stride) - more()),
        to: within(Math.ceil((start + height - top) / stride) + more()),
      };
    },
    undefined,
    { equals: (one, other) => one?.from === other?.from && one?.to === other?.to },
  );
}
