import {
  type DefaultError,
  InfiniteQueryObserver,
  type InfiniteQueryObserverOptions,
  type InfiniteQueryObserverResult,
  type QueryKey,
  QueryObserver,
  type QueryObserverOptions,
  type QueryObserverResult,
  useQueryClient,
} from '@tanstack/solid-query';
import { type Accessor, createComputed, onCleanup } from 'solid-js';
import { createStore } from 'solid-js/store';

/**
 * A query that never suspends. solid-query's own may suspend whenever its data goes stale, and then the whole screen is taken
 * out of the page and put back: what had the focus loses it, and a modal dialog is modal no more. Every screen here shows
 * for itself that it waits.
 */
export function useQuery<Data, Key extends QueryKey>(
  options: Accessor<QueryObserverOptions<Data, DefaultError, Data, Data, Key>>,
): QueryObserverResult<Data> {
  const client = useQueryClient();
  const defaulted = () => client.defaultQueryOptions(options());
  return follow(new QueryObserver(client, defaulted()), defaulted);
}

/** The same, page by page. */
export function useInfiniteQuery<Page, Data, Key extends QueryKey, Param>(
  options: Accessor<InfiniteQueryObserverOptions<Page, DefaultError, Data, Key, Param>>,
): InfiniteQueryObserverResult<Data> {
  const client = useQueryClient();
  const observer = new InfiniteQueryObserver(client, options());
  return follow(observer, options);
}

interface Observer<Options, Result> {
  setOptions(options: Options): void;
  getCurrentResult(): Result;
  subscribe(listener: (result: Result) => void): () => void;
}

/** What an observer says, property by property. What is equal after asking again stays the same object, so that lists keep their elements. */
function follow<Options, Result extends object>(
  observer: Observer<Options, Result>,
  options: Accessor<Options>,
): Result {
  const [result, setResult] = createStore<Result>({ ...observer.getCurrentResult() });
  const show = () => setResult({ ...observer.getCurrentResult() });
  createComputed(() => {
    observer.setOptions(options());
    show();
  });
  onCleanup(observer.subscribe(show));
  // It may ask at once, now that someone listens.
  show();
  return result;
}
