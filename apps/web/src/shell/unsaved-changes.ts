import { useBeforeLeave } from '@solidjs/router';
import { createSignal, onCleanup, onMount } from 'solid-js';

interface Guard {
  hasUnsaved(): boolean;
  discard(): void;
}

const guards = new Set<Guard>();
const [guardCount, setGuardCount] = createSignal(0);
const [asking, setAsking] = createSignal<((leave: boolean) => void) | null>(null);

/** True while the question may have to be asked. */
export const isGuarding = () => guardCount() > 0 && [...guards].some((guard) => guard.hasUnsaved());

/** Takes the answer while the question is asked. */
export { asking };

/** Asks before the screen is left, by a link, by Back or by closing the page, while there is something unsaved. */
export function guardUnsaved(guard: Guard): void {
  guards.add(guard);
  setGuardCount(guards.size);
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
    setGuardCount(guards.size);
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
