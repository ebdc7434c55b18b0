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
