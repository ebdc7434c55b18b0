import { createTRPCClient, httpBatchLink, httpLink, splitLink, type TRPCClient, type TRPCLink } from '@trpc/client';
import type { AppRouter } from '@visage/server/router';
import { createLateLink } from './late-link';
import type { VisageFetch } from './visage-fetch';

export interface VisageClientOptions {
  /** Where Visage runs, like `https://pictures.example.org`; empty in a page that Visage itself serves. */
  baseUrl: string;
  /** Sent as `x-api-key`. A page that rides on its visitor's session needs none. */
  apiKey?: string;
  /** In place of the global `fetch`. */
  fetch?: VisageFetch;
  /** For `picture.upload` alone: `fetch` can't tell how much of a body has been sent. */
  uploadFetch?: VisageFetch;
}

/** Every procedure of the API with its types; the server's code stays on the server, only its type comes along. */
export type VisageClient = TRPCClient<AppRouter>;

export function createVisageClient({ baseUrl, apiKey, fetch, uploadFetch = fetch }: VisageClientOptions): VisageClient {
  const url = `${baseUrl.replace(/\/$/, '')}/trpc`;
  const headers: Record<string, string> = apiKey === undefined ? {} : { 'x-api-key': apiKey };
  const links: TRPCLink<AppRouter>[] = [
    splitLink({
      condition: ({ type }) => type === 'subscription',
      true: createLateLink(async () => {
        const { loadSubscriptionLink } = await import('./subscription-link');
        return loadSubscriptionLink({ url, headers, fetch });
      }),
      false: splitLink({
        // A batch would merge uploads made at once into one body, which the server then refuses as too large.
        condition: ({ path }) => path === 'picture.upload',
        true: httpLink({ url, headers, fetch: uploadFetch }),
        // As many as the server takes in one batch.
        false: httpBatchLink({ url, headers, fetch, maxItems: 20, maxURLLength: 4000 }),
      }),
    }),
  ];
  return createTRPCClient<AppRouter>({ links });
}
