import { maxPasskeys } from '@visage/contract/limits';
import { createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { failureOf } from '../../api/failure';
import { hasPasskeys } from '../../session/passkeys';
import { oncePainted } from '../../ui/after-paint';
import { Button } from '../../ui/button';
import { Icon } from '../../ui/icon';
import { Notice } from '../../ui/notice';
import { Skeleton } from '../../ui/skeleton';
import { Block } from '../block';
import { AddPasskey } from './add-passkey';
import { type Passkey, usePasskeys } from './passkeys';
import { words } from './words';

// On the way to their buttons is early enough.
const RemovePasskeyDialog = lazy(() =>
  import('./remove-passkey-dialog').then((file) => ({ default: file.RemovePasskeyDialog })),
);
const RenamePasskeyDialog = lazy(() =>
  import('./rename-passkey-dialog').then((file) => ({ default: file.RenamePasskeyDialog })),
);

function fetchDialogs(): void {
  oncePainted(() => {
    for (const dialog of [RemovePasskeyDialog, RenamePasskeyDialog]) dialog.preload().catch(() => {});
  });
}

/** Every passkey of the person, and the way to one more. */
export function PasskeysBlock(props: { email: string }) {
  const text = words.passkeys;
  const passkeys = usePasskeys();
  const [removing, setRemoving] = createSignal<Passkey>();
  const [renaming, setRenaming] = createSignal<Passkey>();
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
        <Match when={passkeys.data}>
          {(list) => (
            <ul class="grid grid-cols-1 divide-y divide-line">
              <For each={list()} fallback={<li class="text-[0.9375rem] text-soft">{text.none}</li>}>
                {(passkey) => (
                  <OnePasskey
                    passkey={passkey}
                    onRename={() => setRenaming(passkey)}
                    onRemove={() => setRemoving(passkey)}
                  />
                )}
              </For>
            </ul>
          )}
        </Match>
        <Match when={passkeys.error}>
          {(error) => (
            <Notice tone="bad" retry={{ label: text.retry, run: () => void passkeys.refetch() }}>
              {failureOf(error()).message}
            </Notice>
          )}
        </Match>
        <Match when={true}>
          <div class="grid min-h-6" role="status" aria-label={text.loading}>
            <Skeleton class="h-5 w-40" />
          </div>
        </Match>
      </Switch>
      <Show when={hasPasskeys} fallback={<p class="text-[0.9375rem] text-soft">{text.unable}</p>}>
        <Show
          when={(passkeys.data?.length ?? 0) < maxPasskeys}
          fallback={<p class="text-[0.9375rem] text-soft">{text.full(maxPasskeys)}</p>}
        >
          <AddPasskey email={props.email} onRenewed={() => heading?.focus()} />
        </Show>
      </Show>
      <Show when={removing()} keyed>
        {(passkey) => (
          <Suspense>
            <RemovePasskeyDialog
              passkey={passkey}
              onClose={() => setRemoving(undefined)}
              onRemoved={() => {
                setRemoving(undefined);
                heading?.focus();
              }}
            />
          </Suspense>
        )}
      </Show>
      <Show when={renaming()} keyed>
        {(passkey) => (
          <Suspense>
            <RenamePasskeyDialog passkey={passkey} onClose={() => setRenaming(undefined)} />
          </Suspense>
        )}
      </Show>
    </Block>
  );
}

function OnePasskey(props: { passkey: Passkey; onRename(): void; onRemove(): void }) {
  const text = words.passkeys;
  const name = () => props.passkey.name || text.unnamed;
  return (
    <li class="flex items-start gap-4 py-3 first:pt-0 last:pb-0">
      <Icon name="key" class="mt-3 size-6 text-soft" />
      <div class="flex min-w-0 grow flex-wrap items-center gap-x-4 gap-y-2">
        <div class="min-w-0 grow basis-40">
          <p class="font-medium wrap-anywhere">
            <bdi>{name()}</bdi>
          </p>
          <p class="text-sm text-soft">
            {text.added(new Date(props.passkey.addedAt).toLocaleDateString(undefined, { dateStyle: 'medium' }))} ·{' '}
            {props.passkey.isShared ? text.shared : text.oneDevice}
          </p>
        </div>
        <div class="flex gap-2" onPointerEnter={fetchDialogs} onFocusIn={fetchDialogs}>
          <Button aria-label={text.renameOf(name())} onClick={props.onRename}>
            {text.rename}
          </Button>
          <Button aria-label={text.removeOf(name())} onClick={props.onRemove}>
            {text.remove}
          </Button>
        </div>
      </div>
    </li>
  );
}
