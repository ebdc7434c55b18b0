/** Runs something when the page has nothing else to do, or at the latest after so many milliseconds. Returns what calls it off. */
export function whenIdle(run: () => void, latest?: number): () => void {
  // Safari knows no idle time.
  if (!('requestIdleCallback' in window)) {
    const timer = setTimeout(run);
    return () => clearTimeout(timer);
  }
  const request = requestIdleCallback(run, latest === undefined ? {} : { timeout: latest });
  return () => cancelIdleCallback(request);
}

/** Milliseconds without a key after which someone who types has paused. */
const pauseOfTyping = 1000;

/** As `whenIdle`, but not between two keys of someone who types. */
export function whenPaused(run: () => void): () => void {
  let callOff = () => {};
  const wait = () => {
    callOff();
    const timer = setTimeout(() => {
      callOff = whenIdle(run);
    }, pauseOfTyping);
    callOff = () => clearTimeout(timer);
  };
  addEventListener('keydown', wait);
  wait();
  return () => {
    removeEventListener('keydown', wait);
    callOff();
  };
}
