import type { ApiKey } from '@visage/contract/api-key';
import { createSignal, For, Match, Show, Switch } from 'solid-js';
import { failureOf } from '../../api/failure';
import { Button } from '../../ui/button';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { Block } from '../block';
import { useKeys } from './keys';
import { RevokeDialog } from './revoke-dialog';
import { words } from './words';

/** Every key that works, each to be revoked. */
export function KeyListBlock() {
  const text = words.list;
  const keys = useKeys();
  const [asked, setAsked] = createSignal<ApiKey>();
  let heading: HTMLHeadingElement | undefined;
  return (
    <Block
      title={text.title}
      lead={text.lead}
      ref={(element) => {
        heading = element;
      }}
    >
      <Switch>
        <Match when={keys.data}>
          {(list) => (
            <ul class="grid grid-cols-1 divide-y divide-line">
              <For each={list().items} fallback={<li class="text-[0.9375rem] text-soft">{text.none}</li>}>
                {(key) => <OneKey held={key} onRevoke={() => setAsked(key)} />}
              </For>
            </ul>
          )}
        </Match>
        <Match when={keys.error}>
          {(error) => (
            <Notice tone="bad" retry={{ label: text.retry, run: () => void keys.refetch() }}>
              {failureOf(error()).message}
            </Notice>
          )}
        </Match>
        <Match when={true}>
          <div class="grid min-h-16 gap-2" role="status" aria-label={text.loading}>
            <Skeleton class="h-5 w-40" />
            <Skeleton class="h-4 w-56 max-w-full" />
          </div>
        </Match>
      </Switch>
      <Show when={asked()} keyed>
        {(key) => (
          <RevokeDialog
            held={key}
            onClose={() => setAsked(undefined)}
            onRevoked={() => {
              setAsked(undefined);
              heading?.focus();
            }}
          />
        )}
      </Show>
    </Block>
  );
}

function OneKey(props: { held: ApiKey; onRevoke(): void }) {
  const text = words.list;
  return (
    <li class="flex flex-wrap items-center gap-x-4 gap-y-2 py-3 first:pt-0 last:pb-0">
      <div class="grid min-w-0 grow basis-48 gap-0.5">
        <p class="font-medium wrap-anywhere">
          <bdi>{props.held.name}</bdi>
        </p>
        <p class="text-sm text-soft">
          {words.scopes(props.held.scopes)} · {text.starts} <code dir="ltr">{props.held.start}</code>
        </p>
        <p class="text-sm text-soft">
          {props.held.lastUsedAt ? text.used(moment(props.held.lastUsedAt)) : text.unused} ·{' '}
          {props.held.expiresAt ? text.expires(day(props.held.expiresAt)) : text.lasts}
        </p>
      </div>
      <Button aria-label={words.revoke.of(props.held.name)} onClick={props.onRevoke}>
        {words.revoke.submit}
      </Button>
    </li>
  );
}

const day = (when: string) => new Date(when).toLocaleDateString(undefined, { dateStyle: 'medium' });
const moment = (when: string) => new Date(when).toLocaleString(undefined, { dateStyle: 'medium', timeStyle: 'short' });
