/** Sleeps, but no longer than until `stopping` is aborted. */
export async function sleepUnless(stopping: AbortSignal, ms: number): Promise<void> {
  if (stopping.aborted) return;
  const { promise, resolve } = Promise.withResolvers<void>();
  const timer = setTimeout(resolve, ms);
  const stop = () => resolve();
  stopping.addEventListener('abort', stop);
  await promise;
  stopping.removeEventListener('abort', stop);
  clearTimeout(timer);
}
