import type { PictureMetadata } from '@visage/contract/picture';
import { createSignal, For, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { failureOf } from '../api/failure';
import { EarlierPicture } from '../profile-picture/profile-picture';
import { cachedMe } from '../session/session';
import { Button } from '../ui/button';
import { Notice } from '../ui/notice';
import { toast } from '../ui/toasts';
import { useHistory } from './history';
import { undoFor, useErase, useRestore } from './my-picture';
import { words } from './words';

// On the way to the button is early enough.
const EraseDialog = lazy(() => import('./erase-dialog').then((file) => ({ default: file.EraseDialog })));

const whenLooks: Intl.DateTimeFormatOptions = { dateStyle: 'long', timeStyle: 'short' };

/** Earlier pictures, each to be used again or erased. */
export function HistoryStrip() {
  const history = useHistory();
  const items = () => (history.isPending ? [] : (history.data?.items ?? []));
  const [erasing, setErasing] = createSignal<PictureMetadata | null>(null);
  const restore = useRestore();
  const erase = useErase();
  let heading: HTMLHeadingElement | undefined;
  const say = (error: Error) => toast({ message: failureOf(error).message, tone: 'bad' });
  const use = (picture: PictureMetadata) => {
    const before = cachedMe()?.picture;
    restore.mutate(picture.id, {
      onSuccess: () => {
        heading?.focus();
        toast({
          message: words.history.restored,
          lasts: undoFor,
          ...(before && { action: { label: words.undo, run: () => undo(before) } }),
        });
      },
      onError: say,
    });
  };
  const undo = (picture: PictureMetadata) =>
    restore.mutate(picture.id, { onSuccess: () => toast({ message: words.undone }), onError: say });
  const eraseNow = (picture: PictureMetadata) =>
    erase.mutate(picture.id, {
      onSuccess: () => {
        setErasing(null);
        // The button that asked for it is going.
        heading?.focus();
        toast({ message: words.history.erased });
      },
      onError: (error) => {
        setErasing(null);
        say(error);
      },
    });
  const nameOf = ({ altText, lastUpdated }: PictureMetadata) =>
    words.history.picture(altText, new Date(lastUpdated).toLocaleString(undefined, whenLooks));
  return (
    <>
      <Switch>
        <Match when={history.isError && items().length === 0}>
          <Notice tone="bad" retry={{ label: words.retry, run: () => void history.refetch() }}>
            {words.history.failed}
          </Notice>
        </Match>
        <Match when={items().length > 0}>
          <section aria-labelledby="earlier" class="grid gap-3 border-t border-line pt-5">
            <div class="flex flex-wrap items-baseline gap-x-3">
              <h3 id="earlier" ref={heading} tabIndex={-1} class="font-semibold outline-none">
                {words.history.title}
              </h3>
              <p class="text-sm text-soft">{words.history.hint}</p>
            </div>
            <ul class="grid grid-cols-[repeat(auto-fill,minmax(8rem,1fr))] gap-3">
              <For each={items()}>
                {(picture) => (
                  <li class="grid justify-items-center gap-1 rounded-card border border-line p-3 pb-1">
                    <EarlierPicture picture={picture} alt={nameOf(picture)} class="size-20" lazy />
                    <div class="flex flex-wrap justify-center">
                      <Button
                        look="quiet"
                        class="px-2.5 text-sm"
                        aria-label={words.history.actOn(words.history.restore, nameOf(picture))}
                        busy={restore.isPending && restore.variables === picture.id}
                        onClick={() => use(picture)}
                      >
                        {words.history.restore}
                      </Button>
                      <Button
                        look="quiet"
                        class="px-2.5 text-sm text-danger"
                        aria-label={words.history.actOn(words.history.erase, nameOf(picture))}
                        onPointerEnter={() => void EraseDialog.preload().catch(() => {})}
                        onClick={() => setErasing(picture)}
                      >
                        {words.history.erase}
                      </Button>
                    </div>
                  </li>
                )}
              </For>
            </ul>
          </section>
        </Match>
      </Switch>
      <Show when={erasing()}>
        {(picture) => (
          <Suspense>
            <EraseDialog
              picture={picture()}
              busy={erase.isPending}
              onKeep={() => setErasing(null)}
              onErase={() => eraseNow(picture())}
            />
          </Suspense>
        )}
      </Show>
    </>
  );
}
