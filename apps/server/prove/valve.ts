/** What happens to bytes on their way. */
export type Passage = 'open' | 'shut' | { delay: number };

/** One direction of a connection: what goes in comes out in order, at once, late, or for as long as it is shut not at all. */
export interface Valve {
  push(chunk: Uint8Array): void;
  /** Nothing comes any more; `onEnd` is called when all before it is out. */
  end(): void;
  set(passage: Passage): void;
  /** Drops what waits. */
  close(): void;
}

export function createValve(onChunk: (chunk: Uint8Array) => void, onEnd: () => void): Valve {
  let passage: Passage = 'open';
  let timer: ReturnType<typeof setTimeout> | undefined;
  let waiting: { chunk: Uint8Array | null; due: number }[] = [];

  function pump(): void {
    clearTimeout(timer);
    timer = undefined;
    while (passage !== 'shut') {
      const [first] = waiting;
      if (!first) return;
      const rest = first.due - performance.now();
      if (rest > 0) {
        timer = setTimeout(pump, rest);
        return;
      }
      waiting.shift();
      if (first.chunk) onChunk(first.chunk);
      else onEnd();
    }
  }

  function add(chunk: Uint8Array | null): void {
    waiting.push({ chunk, due: typeof passage === 'object' ? performance.now() + passage.delay : 0 });
    pump();
  }

  return {
    push: add,
    end: () => add(null),
    set(next) {
      passage = next;
      // What was to be late and no longer is must not wait for its time: the healed line is a quick one.
      if (next === 'open') waiting = waiting.map(({ chunk }) => ({ chunk, due: 0 }));
      pump();
    },
    close() {
      waiting = [];
      clearTimeout(timer);
    },
  };
}
