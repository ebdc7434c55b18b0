import { useSearchParams } from '@solidjs/router';
import { textLimits } from '@visage/contract/limits';
import { For, Match, onCleanup, onMount, Show, Switch } from 'solid-js';
import { failureOf } from '../api/failure';
import { loadPersonScreen } from '../person/load-person-screen';
import { useMe } from '../session/session';
import { ScreenTitle } from '../shell/screen-title';
import { Button, ButtonLink } from '../ui/button';
import { Notice } from '../ui/notice';
import { whenIdle } from '../ui/when-idle';
import { More } from './more';
import { searchIn, usePeople } from './people';
import { PeopleGrid, peopleGrid } from './people-grid';
import { PersonCardSkeleton } from './person-card';
import { SearchField } from './search-field';
import { words } from './words';

export function PeopleScreen() {
  const [params, setParams] = useSearchParams();
  const search = () => searchIn(params.q);
  const people = usePeople(search);
  const found = () => people.data?.all ?? [];
  // Whoever is here goes on to someone.
  onMount(() => onCleanup(whenIdle(() => void loadPersonScreen().catch(() => {}))));
  const searchFor = (q: string) => setParams({ q: q || undefined }, { replace: true, scroll: false });
  return (
    <div class="page grid content-start gap-6 py-8 sm:py-12">
      <div class="flex flex-wrap items-center justify-between gap-4">
        <div>
          <ScreenTitle title={words.title} />
          <p role="status" class="min-h-6 text-soft">
            <Show when={found().length > 0 && !people.isPlaceholderData}>
              {words.found(found().length, people.hasNextPage)}
            </Show>
          </p>
        </div>
        <SearchField label={words.search} value={search()} max={textLimits.search} onSearch={searchFor} />
      </div>
      <Switch>
        <Match when={people.isPending}>
          <div class={peopleGrid} role="status" aria-label={words.loading}>
            <For each={Array.from({ length: 9 })}>{() => <PersonCardSkeleton />}</For>
          </div>
        </Match>
        <Match when={people.isError && found().length === 0 && people.error}>
          {(error) => (
            <Notice tone="bad" urgent retry={{ label: words.retry, run: () => void people.refetch() }}>
              {failureOf(error()).message}
            </Notice>
          )}
        </Match>
        <Match when={found().length === 0}>
          <Nobody search={search()} onClear={() => searchFor('')} />
        </Match>
        <Match when={true}>
          <PeopleGrid
            people={found()}
            hasMore={people.hasNextPage}
            class={`transition-opacity ${people.isPlaceholderData ? 'opacity-60' : ''}`}
          />
          <Show when={people.isFetchNextPageError && people.error}>
            {(error) => <Notice tone="bad">{failureOf(error()).message}</Notice>}
          </Show>
          <Show when={people.hasNextPage}>
            <More
              busy={people.isFetchingNextPage}
              failed={people.isFetchNextPageError}
              onMore={() => void people.fetchNextPage()}
            />
          </Show>
        </Match>
      </Switch>
    </div>
  );
}

function Nobody(props: { search: string; onClear(): void }) {
  const me = useMe();
  return (
    <div class="grid justify-items-center gap-4 py-16 text-center">
      <p class="text-xl font-semibold">{props.search ? words.noMatch(props.search) : words.nobody}</p>
      <p class="text-soft">{props.search ? words.tryAgain : words.nobodyYet}</p>
      <Show
        when={props.search}
        fallback={
          <Show when={me.isSuccess && !me.data}>
            <ButtonLink href="/sign-up" look="primary">
              {words.signUp}
            </ButtonLink>
          </Show>
        }
      >
        <Button onClick={props.onClear}>{words.clear}</Button>
      </Show>
    </div>
  );
}
