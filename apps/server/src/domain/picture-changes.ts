import type { PictureChange } from '@visage/contract/picture';
import { pictureUrl } from '@visage/contract/picture-url';
import type { ReadShownVersions, ShownVersion } from '../storage/shown-version';
import { isUnavailable } from '../storage/unavailable';
import { type Caller, nobody } from './caller';
import type { ChangeFeed } from './change-feed';
import { maySee } from './visibility';

/** Follows what people show, for one watcher. */
export interface PictureChanges {
  /**
   * First what each of these users shows, then whatever changes: what is told differs from what was told before, and versions
   * in between may be skipped. `callerNow` is asked at each change, since who may see may have changed too. A database that
   * can't be reached delays what is told. Never ends by itself: once aborted it throws the signal's reason.
   */
  watch(ids: readonly string[], callerNow: () => Promise<Caller>, signal: AbortSignal): AsyncGenerator<PictureChange>;
}

/** After a failed read, in milliseconds: the feed may have nothing more to say. */
const askAgainAfter = 1000;

export function createPictureChanges(feed: ChangeFeed, read: ReadShownVersions): PictureChanges {
  return {
    async *watch(ids, callerNow, signal) {
      const watched = new Set(ids);
      const bell = createBell();
      // Before the first read, so that no change falls between the two.
      const stopListening = feed.listen((userId) => {
        if (userId === null || watched.has(userId)) bell.ring();
      });
      signal.addEventListener('abort', bell.ring);
      let again: ReturnType<typeof setTimeout> | undefined;
      try {
        let seen: Map<string, ShownVersion> | undefined;
        const told = new Map<string, string | null>();
        for (;;) {
          signal.throwIfAborted();
          bell.silence();
          try {
            // However many changes come while this is under way, they are read together afterwards.
            const shown = await read([...watched]);
            // While notices may be lost everyone is told to look twice a second; where nothing has changed no session is asked for.
            if (!seen || !areSame(watched, seen, shown)) {
              const isOpen = [...shown.values()].every(({ visibility }) => visibility === 'public');
              const caller = isOpen ? nobody : await callerNow();
              seen = shown;
              for (const userId of watched) {
                const version = versionFor(caller, userId, shown.get(userId));
                if (told.get(userId) === version) continue;
                signal.throwIfAborted();
                told.set(userId, version);
                yield { userId, version, url: version === null ? null : pictureUrl({ id: userId }, { version }) };
              }
            }
          } catch (error) {
            if (!isUnavailable(error)) throw error;
            again = setTimeout(bell.ring, askAgainAfter);
          }
          await bell.rung();
          clearTimeout(again);
        }
      } finally {
        clearTimeout(again);
        signal.removeEventListener('abort', bell.ring);
        stopListening();
      }
    },
  };
}

/** Null for what is not there and what the caller may not see alike. */
function versionFor(caller: Caller, userId: string, shown: ShownVersion | undefined): string | null {
  return shown && maySee(caller, { userId, visibility: shown.visibility }) ? shown.version : null;
}

function areSame(ids: Iterable<string>, one: Map<string, ShownVersion>, other: Map<string, ShownVersion>): boolean {
  for (const id of ids) {
    const [before, now] = [one.get(id), other.get(id)];
    if (before?.version !== now?.version || before?.visibility !== now?.visibility) return false;
  }
  return true;
}

/** Remembers that it was rung until it is silenced. */
function createBell() {
  let { promise, resolve } = Promise.withResolvers<void>();
  return {
    ring: () => resolve(),
    silence() {
      ({ promise, resolve } = Promise.withResolvers<void>());
    },
    rung: () => promise,
  };
}
