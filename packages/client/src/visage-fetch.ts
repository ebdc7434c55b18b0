import type { httpLink } from '@trpc/client';

/** What may stand in for the global `fetch`. */
export type VisageFetch = NonNullable<Parameters<typeof httpLink>[0]['fetch']>;
