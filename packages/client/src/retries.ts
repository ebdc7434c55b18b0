import type { VisageError } from './visage-error';

export interface RetryOptions {
  /** Times that a call is made once more, at most. */
  retries: number;
  signal?: AbortSignal;
  /** Whether the call may be made again. */
  isSafe: boolean;
}

/** Between attempts, in milliseconds: doubled each time. */
const firstDelay = 300;
/** Whoever is told to wait for longer, in seconds, should hear of it and decide. */
const longestWait = 30;
const passing: ReadonlySet<string> = new Set(['NETWORK', 'SERVICE_UNAVAILABLE', 'TOO_MANY_REQUESTS']);

/**
 * Makes a call, and again where that may help and can do no harm. `Retry-After` is kept to. Rejects with `signal`'s reason as
 * soon as it aborts, whatever the call waits for.
 */
export async function withRetries<Answer>(
  call: () => Promise<Answer>,
  read: (error: unknown) => VisageError,
  { retries, signal, isSafe }: RetryOptions,
  sleep: (milliseconds: number) => Promise<unknown> = (milliseconds) =>
    new Promise((resolve) => setTimeout(resolve, milliseconds)),
): Promise<Answer> {
  for (let failures = 0; ; failures += 1) {
    try {
      return await orAborted(call, signal);
    } catch (cause) {
      signal?.throwIfAborted();
      const error = read(cause);
      const { code, retryAfter = 0 } = error;
      if (!isSafe || failures >= retries || !passing.has(code) || retryAfter > longestWait) throw error;
      // Not all at the same moment, when a server that served many comes back.
      const delay = firstDelay * 2 ** failures * (0.5 + Math.random() / 2);
      await orAborted(() => sleep(Math.max(delay, retryAfter * 1000)), signal);
    }
  }
}

function orAborted<Answer>(run: () => Promise<Answer>, signal: AbortSignal | undefined): Promise<Answer> {
  if (!signal) return run();
  return new Promise((resolve, reject) => {
    const abort = () => reject(signal.reason);
    if (signal.aborted) return abort();
    signal.addEventListener('abort', abort, { once: true });
    run()
      .then(resolve, reject)
      .finally(() => signal.removeEventListener('abort', abort));
  });
}
