import { type InfiniteData, keepPreviousData } from '@tanstack/solid-query';
import { textLimits } from '@visage/contract/limits';
import type { Profile } from '@visage/contract/profile';
import { client } from '../api/client';
import { heldForReturn } from '../api/query-client';
import { useInfiniteQuery } from '../api/use-query';
import { queryClient } from '../session/session';

export const peopleKey = ['profile.list'];

const pagesOf = (search: string) => ({
  queryKey: [...peopleKey, { search }],
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
    // Few at first, to be seen soon; then as many as may be asked for, since whoever goes on goes fast.
    client.profile.list.query({ search, cursor: pageParam, ...(pageParam !== null && { limit: 100 }) }, { signal }),
  initialPageParam: null as string | null,
  getNextPageParam: ({ nextCursor }: { nextCursor: string | null }) => nextCursor,
  // All that was loaded is there after Back, and asked for again, page after page, only when it is of another hour.
  gcTime: heldForReturn,
  staleTime: ({ state: { data } }: { state: { data?: { pages: unknown[] } | undefined } }) =>
    (data?.pages.length ?? 0) > 2 ? heldForReturn : 5000,
});

/** Those who have been loaded. No plain object, which a store would take apart, all ten thousand, whenever it hears of anything. */
class LoadedPeople {
  constructor(readonly all: readonly Profile[]) {}
}

const peopleOf = ({ pages }: InfiniteData<{ items: Profile[] }>) =>
  new LoadedPeople(pages.flatMap(({ items }) => items));

/** The directory, page by page. While a new search is under way the last results stay in sight. */
export function usePeople(search: () => string) {
  return useInfiniteQuery(() => ({
    ...pagesOf(search()),
    select: peopleOf,
    placeholderData: keepPreviousData,
  }));
}

/** Asks for the first page while the screen that shows it is still on its way. */
export function preloadPeople(q: unknown): void {
  void queryClient.prefetchInfiniteQuery(pagesOf(searchIn(q)));
}

/** What is searched for by the address of the screen. */
export function searchIn(q: unknown): string {
  return typeof q === 'string' ? q.slice(0, textLimits.search) : '';
}
