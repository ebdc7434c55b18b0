import { keepPreviousData } from '@tanstack/solid-query';
import { client } from '../api/client';
import { useInfiniteQuery } from '../api/use-query';

export const peopleKey = ['profile.list'];

/** The directory, page by page. While a new search is under way the last results stay in sight. */
export function usePeople(search: () => string) {
  return useInfiniteQuery(() => ({
    queryKey: [...peopleKey, { search: search() }],
    queryFn: ({ pageParam, signal }: { pageParam: string | null; signal: AbortSignal }) =>
      client.profile.list.query({ search: search(), cursor: pageParam }, { signal }),
    initialPageParam: null as string | null,
    getNextPageParam: ({ nextCursor }) => nextCursor,
    placeholderData: keepPreviousData,
  }));
}
