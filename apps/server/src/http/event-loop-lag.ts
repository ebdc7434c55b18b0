/** In milliseconds. */
const every = 250;

/**
 * Tells `late`, four times a second, by how many seconds a timer came later than it should: so long everything else waited too.
 * Answers how to stop.
 */
export function watchEventLoop(late: (seconds: number) => void): () => void {
  let due = performance.now() + every;
  const timer = setInterval(() => {
    const now = performance.now();
    late(Math.max(0, now - due) / 1000);
    due = now + every;
  }, every);
  // Nothing waits for it.
  timer.unref();
  return () => clearInterval(timer);
}
