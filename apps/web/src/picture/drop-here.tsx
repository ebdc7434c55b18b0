import { words } from './words';

/** Lies over what takes a dropped file, while one hovers. */
export function DropHere() {
  return (
    <p class="pointer-events-none absolute inset-0 z-20 grid place-content-center rounded-card border-2 border-dashed border-accent bg-tint/95 text-lg font-semibold text-accent">
      {words.dropNow}
    </p>
  );
}
