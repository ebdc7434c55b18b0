import { useBeforeLeave } from '@solidjs/router';
import { createSignal, onCleanup, onMount } from 'solid-js';
import { Button } from '../ui/button';
import { Dialog, DialogActions } from '../ui/dialog';
import { words } from './words';

interface Guard {
  hasUnsaved(): boolean;
  discard(): void;
}

const guards = new Set<Guard>();
const [asking, setAsking] = createSignal<((leave: boolean) => void) | null>(null);

/** Asks before the screen is left, by a link, by Back or by closing the page, while there is something unsaved. */
export function guardUnsaved(guard: Guard): void {
  guards.add(guard);
  useBeforeLeave((event) => {
    if (event.defaultPrevented || !guard.hasUnsaved()) return;
    event.preventDefault();
    void mayLeave().then((may) => may && event.retry(true));
  });
  const onUnload = (event: BeforeUnloadEvent) => {
    if (guard.hasUnsaved()) event.preventDefault();
  };
  onMount(() => addEventListener('beforeunload', onUnload));
  onCleanup(() => {
    removeEventListener('beforeunload', onUnload);
    guards.delete(guard);
  });
}

/** True at once when all is saved; else what the person says. Saying yes discards what was unsaved. */
export async function mayLeave(): Promise<boolean> {
  const unsaved = [...guards].filter((guard) => guard.hasUnsaved());
  if (unsaved.length === 0) return true;
  const leave = await new Promise<boolean>((resolve) => setAsking(() => resolve));
  setAsking(null);
  if (leave) for (const guard of unsaved) guard.discard();
  return leave;
}

/** The question itself, once a page. */
export function UnsavedDialog() {
  const answer = (leave: boolean) => asking()?.(leave);
  return (
    <Dialog open={asking() !== null} title={words.unsaved.title} onClose={() => answer(false)}>
      <p class="mt-2 text-soft">{words.unsaved.why}</p>
      <DialogActions>
        <Button look="danger" onClick={() => answer(true)}>
          {words.unsaved.leave}
        </Button>
        <Button look="primary" onClick={() => answer(false)} autofocus>
          {words.unsaved.stay}
        </Button>
      </DialogActions>
    </Dialog>
  );
}
