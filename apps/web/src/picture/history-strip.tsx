import type { PictureMetadata } from '@visage/contract/picture';
import { createSignal, lazy, Match, Show, Suspense, Switch } from 'solid-js';
import { cachedMe } from '../session/session';
import { oncePainted } from '../ui/after-paint';
import { Notice } from '../ui/notice';
import { toast } from '../ui/toasts';
import { EarlierList } from './earlier-list';
import { useHistory } from './history';
import { useErase, useRestore } from './my-picture';
import { sayFailure, useSayChanged } from './say-changed';
import { words } from './words';

// On the way to the button is early enough.
const EraseDialog = lazy(() => import('./erase-dialog').then((file) => ({ default: file.EraseDialog })));

interface HistoryStripProps {
  /** The last of them is gone, and the focus would go with it. */
  onFocusLost(): void;
}

/** Earlier pictures, each to be used again or erased. */
export function HistoryStrip(props: HistoryStripProps) {
  const history = useHistory();
  const items = () => (history.isPending ? [] : (history.data?.items ?? []));
  const [erasing, setErasing] = createSignal<PictureMetadata | null>(null);
  const restore = useRestore();
  const erase = useErase();
  const sayChanged = useSayChanged();
  let heading: HTMLElement | undefined;
  const use = (picture: PictureMetadata) => {
    const before = cachedMe()?.picture;
    restore.mutateAsync(picture.id).then(() => {
      // The button that asked for it is going.
      heading?.focus();
      sayChanged(words.history.restored, before);
    }, sayFailure);
  };
  const eraseNow = (picture: PictureMetadata) =>
    erase.mutate(picture.id, {
      onSuccess: () => {
        setErasing(null);
        // Likewise.
        if (items().length > 0) heading?.focus();
        else props.onFocusLost();
        toast({ message: words.history.erased });
      },
      onError: (error) => {
        setErasing(null);
        sayFailure(error);
      },
    });
  return (
    <>
      <Switch>
        <Match when={history.isError && items().length === 0}>
          <Notice tone="bad" retry={{ label: words.retry, run: () => void history.refetch() }}>
            {words.history.failed}
          </Notice>
        </Match>
        <Match when={items().length > 0}>
          <EarlierList
            pictures={items()}
            restoring={restore.isPending ? restore.variables : undefined}
            ref={(element) => {
              heading = element;
            }}
            onUse={use}
            // The press is to be seen before the dialog is fetched.
            onErase={(picture) => oncePainted(() => setErasing(picture))}
            onNearErase={() => oncePainted(() => void EraseDialog.preload().catch(() => {}))}
            onFocusLost={props.onFocusLost}
          />
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
