import { httpSubscriptionLink, type OperationResultEnvelope, type TRPCClientError, type TRPCLink } from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import { observable, type Unsubscribable } from '@trpc/server/observable';
import type { VisageFetch } from './visage-fetch';

interface SubscriptionOptions {
  url: string;
  headers: Record<string, string>;
  fetch: VisageFetch | undefined;
}

type Failure = TRPCClientError<AnyRouter>;

/** Between attempts, in milliseconds: doubled each time, up to the second. */
const [firstDelay, lastDelay] = [1000, 30_000];

/** Subscriptions as server-sent events that go on for as long as someone wants them. */
export async function loadSubscriptionLink(options: SubscriptionOptions): Promise<TRPCLink<AnyRouter>> {
  const link = await loadEventLink(options);
  return (runtime) => steadily(link(runtime));
}

/**
 * An `EventSource` connects again by itself when a connection is lost, but gives up for good on any status but 200 (HTML
 * section 9.2.3), such as the 503 of a server that is starting. This tries again.
 */
function steadily(link: ReturnType<TRPCLink<AnyRouter>>): ReturnType<TRPCLink<AnyRouter>> {
  return (operation) =>
    observable<OperationResultEnvelope<unknown, Failure>, Failure>((observer) => {
      let connection: Unsubscribable | undefined;
      let timer: ReturnType<typeof setTimeout> | undefined;
      let failures = 0;
      const connect = () => {
        connection = link(operation).subscribe({
          next(envelope) {
            if (envelope.result.type === 'started') failures = 0;
            observer.next(envelope);
          },
          error(error) {
            if (isFinal(error)) return observer.error(error);
            const delay = Math.min(lastDelay, firstDelay * 2 ** failures);
            failures += 1;
            observer.next({ result: { type: 'state', state: 'connecting', error } });
            // Not all at the same moment, when a server that served many comes back.
            timer = setTimeout(connect, delay * (0.5 + Math.random() / 2));
          },
          complete: () => observer.complete(),
        });
      };
      connect();
      return () => {
        clearTimeout(timer);
        connection?.unsubscribe();
      };
    });
}

/** The browser's own `EventSource` where it will do: it takes neither headers nor another `fetch`, and Bun and Node have none. */
async function loadEventLink({ url, headers, fetch }: SubscriptionOptions): Promise<TRPCLink<AnyRouter>> {
  const native = globalThis.EventSource;
  if (native && !fetch && Object.keys(headers).length === 0) return httpSubscriptionLink({ url, EventSource: native });
  const { EventSource } = await import('eventsource');
  const ask = (fetch ?? globalThis.fetch) as typeof globalThis.fetch;
  return httpSubscriptionLink({
    url,
    EventSource,
    eventSourceOptions: {
      fetch: (address, init) => ask(address, { ...init, headers: { ...init.headers, ...headers } }),
    },
  });
}

/** What the server refuses it will refuse again, as far as can be told: a browser's own `EventSource` doesn't say. */
function isFinal({ data, cause }: Failure): boolean {
  if (data) return true;
  const status = (cause as { code?: unknown } | undefined)?.code;
  return typeof status === 'number' && status >= 400 && status < 500 && status !== 429;
}
