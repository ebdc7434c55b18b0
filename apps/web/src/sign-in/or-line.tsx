import { words } from './words';

/** Between one way to sign in and the next. */
export function OrLine() {
  return (
    <p aria-hidden="true" class="flex items-center gap-3 text-sm text-soft">
      <span class="h-px grow bg-line" />
      {words.or}
      <span class="h-px grow bg-line" />
    </p>
  );
}
