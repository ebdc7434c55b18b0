import { Refusal } from '@visage/contract/errors';

/** Streams under way, so that nobody holds too many and all can be ended. */
export interface OpenStreams {
  /**
   * Counts a stream of this client until `gone` is aborted, and answers a signal that is aborted then, or when all are ended.
   * Throws `Refusal` of `rate_limited` when the client has too many open, of `busy` when the process has.
   */
  open(client: string, gone: AbortSignal): AbortSignal;
}

interface Bounds {
  /** Of one client address, which may be a whole office's. A browser needs one, whatever the number of its tabs. */
  byClient: number;
  /** Of the process. */
  total: number;
}

/** Once `ending` is aborted every stream ends, and no new one is let in. */
export function createOpenStreams(
  ending: AbortSignal,
  { byClient, total }: Bounds = { byClient: 100, total: 5000 },
): OpenStreams {
  const streams = new Set<AbortController>();
  const clients = new Map<string, number>();
  ending.addEventListener('abort', () => {
    for (const stream of streams) stream.abort();
  });
  return {
    open(client, gone) {
      if (ending.aborted || streams.size >= total) {
        throw new Refusal('busy', 'No more streams can be opened just now.', { retryAfter: 5 });
      }
      const theirs = clients.get(client) ?? 0;
      if (theirs >= byClient) {
        throw new Refusal('rate_limited', `At most ${byClient} streams at once.`, { retryAfter: 10 });
      }
      const stream = new AbortController();
      streams.add(stream);
      clients.set(client, theirs + 1);
      stream.signal.addEventListener('abort', () => {
        streams.delete(stream);
        const left = (clients.get(client) ?? 1) - 1;
        if (left === 0) clients.delete(client);
        else clients.set(client, left);
      });
      const end = () => stream.abort();
      if (gone.aborted) end();
      else gone.addEventListener('abort', end, { once: true });
      return stream.signal;
    },
  };
}
