import { keepPreviousData, useInfiniteQuery } from '@tanstack/solid-query';
import { client } from '../api/client';

export const peopleKey = ['profile.list'];

/** The directory, page by page. While a new search is under way the last results stay in sight. */
export function usePeople(search: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: [...peopleKey, { search: search() }],
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      client.profile.list.query({ search: search(), cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: (page: { nextCursor: string | null }) => page.nextCursor,
    placeholderData: keepPreviousData,
    // Cards stay the same elements when nothing about their person has changed.
    reconcile: 'id',
  }));
}
