import { keepPreviousData } from '@tanstack/solid-query';
import { textLimits } from '@visage/contract/limits';
import { client } from '../api/client';
import { useInfiniteQuery } from '../api/use-query';
import { queryClient } from '../session/session';

export const peopleKey = ['profile.list'];

const pagesOf = (search: string) => ({
  queryKey: [...peopleKey, { search }],
  queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
    client.profile.list.query({ search, cursor: pageParam }, { signal }),
  initialPageParam: null as string | null,
});

/** The directory, page by page. While a new search is under way the last results stay in sight. */
export function usePeople(search: () => string) {
  return useInfiniteQuery(() => ({
    ...pagesOf(search()),
    getNextPageParam: ({ nextCursor }) => nextCursor,
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
