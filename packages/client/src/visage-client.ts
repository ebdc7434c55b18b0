import {
  createTRPCUntypedClient,
  httpBatchLink,
  httpLink,
  splitLink,
  type TRPCClientError,
  type TRPCUntypedClient,
} from '@trpc/client';
import type { AnyRouter } from '@trpc/server';
import type { VisageClient } from './api';
import type { CallOptions, SubscribeOptions } from './calls';
import { fetchAnswer } from './foreign-answer';
import { createLateLink } from './late-link';
import { readError } from './read-error';
import { withRetries } from './retries';
import type { VisageFetch } from './visage-fetch';

export type { VisageClient };

export interface VisageClientOptions {
  /** Where Visage runs, like `https://pictures.example.org`; empty in a page that Visage itself serves. */
  baseUrl: string;
  /** Sent as `x-api-key`. A page that rides on its visitor's session needs none. */
  apiKey?: string;
  /**
   * Times that a call is made once more when the network fails or the server is busy: 2 unless given. Only reads and what may be
   * repeated without harm (uploads, provisioning); no other change is ever sent twice.
   */
  retries?: number;
  /** In place of the global `fetch`. */
  fetch?: VisageFetch;
  /** For `picture.upload` alone: `fetch` can't tell how much of a body has been sent. */
  uploadFetch?: VisageFetch;
}

/** Changes that do nothing when they are made once more. */
const repeatable: ReadonlySet<string> = new Set(['picture.upload', 'profile.provision']);

export function createVisageClient(options: VisageClientOptions): VisageClient {
  const { retries = 2 } = options;
  const client = createCaller(options);
  const call = (
    kind: 'query' | 'mutation',
    path: string,
    input: unknown,
    { signal }: CallOptions = {},
    isSafe = kind === 'query' || repeatable.has(path),
  ) => withRetries(() => client[kind](path, input ?? undefined, { signal }), readError, { retries, signal, isSafe });

  const procedure = (path: string) => ({
    query: (input?: unknown, options?: CallOptions) => call('query', path, input, options),
    mutate: (input?: unknown, options?: CallOptions) => call('mutation', path, input, options),
    subscribe: (input: unknown, options: SubscribeOptions<unknown>) => subscribe(client, path, input, options),
  });
  const router = (name: string) => byName((own) => procedure(`${name}.${own}`));
  return byName(router) as unknown as VisageClient;
}

/** An object that makes its properties when they are first asked for. */
function byName<Value>(make: (name: string) => Value): Record<string, Value> {
  const made = new Map<string, Value>();
  return new Proxy<Record<string, Value>>(Object.create(null), {
    get(_, name) {
      // What `await` asks of anything.
      if (typeof name === 'symbol' || name === 'then') return undefined;
      const value = made.get(name) ?? make(name);
      made.set(name, value);
      return value;
    },
  });
}

function subscribe(
  client: TRPCUntypedClient<AnyRouter>,
  path: string,
  input: unknown,
  { signal, onData, onError, onConnectionStateChange }: SubscribeOptions<unknown>,
): { unsubscribe(): void } {
  if (signal?.aborted) return { unsubscribe() {} };
  const subscription = client.subscription(path, input, {
    onData: (data) => onData?.(data),
    onError: (error: TRPCClientError<AnyRouter>) => onError?.(readError(error)),
    onConnectionStateChange: ({ state, error }) =>
      onConnectionStateChange?.({ state, error: error ? readError(error) : null }),
  });
  const unsubscribe = () => {
    signal?.removeEventListener('abort', unsubscribe);
    subscription.unsubscribe();
  };
  signal?.addEventListener('abort', unsubscribe);
  return { unsubscribe };
}

function createCaller({ baseUrl, apiKey, fetch, uploadFetch = fetch }: VisageClientOptions) {
  const url = `${baseUrl.replace(/\/+$/, '')}/trpc`;
  const headers: Record<string, string> = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  return createTRPCUntypedClient<AnyRouter>({
    links: [
      splitLink({
        condition: ({ type }) => type === 'subscription',
        true: createLateLink(async () => {
          const { loadSubscriptionLink } = await import('./subscription-link');
          return loadSubscriptionLink({ url, headers, fetch });
        }),
        false: splitLink({
          // A batch would merge uploads made at once into one body, which the server then refuses as too large.
          condition: ({ path }) => path === 'picture.upload',
          true: httpLink({ url, headers, fetch: asTrpc(fetchAnswer(uploadFetch)) }),
          // As many as the server takes in one batch.
          false: httpBatchLink({ url, headers, fetch: asTrpc(fetchAnswer(fetch)), maxItems: 20, maxURLLength: 4000 }),
        }),
      }),
    ],
  });
}

type TrpcFetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;

/** tRPC's own type of `fetch` is as wide as every platform's together. */
function asTrpc(fetch: VisageFetch): TrpcFetch {
  return fetch as TrpcFetch;
}
