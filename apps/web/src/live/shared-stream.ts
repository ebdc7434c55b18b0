import { maxBatchIds } from '@visage/contract/limits';
import type { PictureChange } from '@visage/contract/picture';
import { client } from '../api/client';

/** The one stream of this browser, held by the page that leads, for all of them. */
export interface SharedStream {
  /** A page shows these people, who came last first. What is known of them is told at once. */
  shown(page: string, ids: readonly string[]): void;
  gone(page: string): void;
  /** Connects anew: as someone else, or because the network is back. */
  restart(): void;
  stop(): void;
}

/** Pages that answer a new leader do so one by one; in milliseconds. */
const gatherFor = 30;

/**
 * One stream of as many people as it may name: those of the page heard of last come first, and who is no longer in sight stays
 * for as long as there is room, so that scrolling back opens nothing.
 */
export function createSharedStream(tell: (changes: PictureChange[]) => void): SharedStream {
  const pages = new Map<string, readonly string[]>();
  const known = new Map<string, PictureChange>();
  let watched = new Set<string>();
  let subscription: { unsubscribe(): void } | undefined;
  let isBroken = false;
  let timer: ReturnType<typeof setTimeout> | undefined;

  const openSoon = () => {
    timer ??= setTimeout(() => {
      timer = undefined;
      open();
    }, gatherFor);
  };

  function open(): void {
    subscription?.unsubscribe();
    subscription = undefined;
    const wanted = new Set([...[...pages.values()].reverse().flat(), ...watched]);
    watched = new Set([...wanted].slice(0, maxBatchIds));
    for (const id of known.keys()) if (!watched.has(id)) known.delete(id);
    isBroken = false;
    if (watched.size === 0) return;
    subscription = client.picture.onChange.subscribe(
      { ids: [...watched] },
      {
        onData(change) {
          // Every stream begins with all whom it names, and most of them were on the one before.
          if (known.get(change.userId)?.version === change.version) return;
          known.set(change.userId, change);
          tell([change]);
        },
        onConnectionStateChange({ state, error }) {
          isBroken = state === 'connecting' && error !== null;
        },
        onError() {
          isBroken = true;
        },
      },
    );
  }

  return {
    shown(page, ids) {
      pages.delete(page);
      pages.set(page, ids);
      const told = ids.flatMap((id) => known.get(id) ?? []);
      if (told.length > 0) tell(told);
      // Someone is looking: a broken connection is tried at once, not when its turn comes.
      if (isBroken || ids.some((id) => !watched.has(id))) openSoon();
    },
    gone(page) {
      pages.delete(page);
    },
    restart: openSoon,
    stop() {
      clearTimeout(timer);
      subscription?.unsubscribe();
    },
  };
}
