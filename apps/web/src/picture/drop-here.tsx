import { Icon } from '../ui/icon';
import { words } from './words';

/** Lies over all of the page while a file hovers that it takes. */
export function DropHere() {
  return (
    <div class="pointer-events-none fixed inset-0 z-40 p-3 opacity-100 transition-opacity starting:opacity-0 sm:p-6">
      <div class="grid size-full place-content-center justify-items-center gap-3 rounded-card border-2 border-dashed border-accent bg-tint/97 p-6 text-center">
        <span class="grid size-16 place-items-center rounded-full bg-accent text-on-accent">
          <Icon name="upload" class="size-7" />
        </span>
        <p class="text-xl font-semibold">{words.dropNow}</p>
        <p class="text-soft">{words.next}</p>
      </div>
    </div>
  );
}
