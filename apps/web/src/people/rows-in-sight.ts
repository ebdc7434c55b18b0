import { type Accessor, createMemo, createSignal, onCleanup, onMount } from 'solid-js';

/** Where rows of one height lie, in pixels. */
export interface Rows {
  count: number;
  /** From one row to the next. */
  stride: number;
  /** Of the first, in the page. */
  top: number;
}

/** Rows beyond the window that count as in sight: what a fast wheel uncovers before the page has run. */
const beyond = 8;

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
  return createMemo(
    () => {
      const { count, stride, top } = rows();
      const { start, height } = view();
      const within = (row: number) => Math.min(count, Math.max(0, row));
      return {
        from: within(Math.floor((start - top) / stride) - beyond),
        to: within(Math.ceil((start + height - top) / stride) + beyond),
      };
    },
    undefined,
    { equals: (one, other) => one?.from === other?.from && one?.to === other?.to },
  );
}
