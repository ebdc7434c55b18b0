export interface Turn {
  /** Leads at once: whoever leads doesn't answer. */
  seize(): void;
  stepDown(): void;
}

/**
 * Calls `lead` in one page of this browser at a time; when that one closes, in the next. `lead` answers how to stop. Where
 * there are no Web Locks (they need HTTPS or localhost), every page leads while it can be seen.
 */
export function takeTurns(name: string, lead: () => () => void): Turn {
  if (!('locks' in navigator)) return { seize() {}, stepDown: leadWhileVisible(lead) };
  const waiting = new AbortController();
  const { signal } = waiting;
  let stop: (() => void) | undefined;
  let release: (() => void) | undefined;
  const hold = () => {
    if (signal.aborted) return;
    stop ??= lead();
    return new Promise<void>((resolve) => {
      release = resolve;
    });
  };
  const end = () => {
    stop?.();
    stop = undefined;
    release?.();
  };
  const queue = () => {
    // Rejects when another page has seized the lock, and when it is given up while waiting.
    navigator.locks.request(name, { signal }, hold).catch(() => {
      end();
      if (!signal.aborted) queue();
    });
  };
  queue();
  return {
    seize() {
      if (!stop && !signal.aborted) navigator.locks.request(name, { steal: true }, hold).catch(end);
    },
    stepDown() {
      waiting.abort();
      end();
    },
  };
}

function leadWhileVisible(lead: () => () => void): () => void {
  let stop: (() => void) | undefined;
  const follow = () => {
    if (document.visibilityState === 'visible') stop ??= lead();
    else {
      stop?.();
      stop = undefined;
    }
  };
  document.addEventListener('visibilitychange', follow);
  follow();
  return () => {
    document.removeEventListener('visibilitychange', follow);
    stop?.();
  };
}
