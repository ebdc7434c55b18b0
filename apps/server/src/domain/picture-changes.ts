import type { PictureChange } from '@visage/contract/picture';
import { pictureUrl } from '@visage/contract/picture-url';
import type { ReadCurrentVersions } from '../storage/current-version';
import { isUnavailable } from '../storage/unavailable';
import type { Caller } from './caller';
import type { ChangeFeed } from './change-feed';
import { scopeOf } from './visibility';

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

export function createPictureChanges(feed: ChangeFeed, readVersions: ReadCurrentVersions): PictureChanges {
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
        const told = new Map<string, string | null>();
        for (;;) {
          signal.throwIfAborted();
          bell.silence();
          // However many changes come while this is under way, they are read together afterwards.
          const current = await read([...watched], callerNow);
          if (!current) again = setTimeout(bell.ring, askAgainAfter);
          for (const userId of current ? watched : []) {
            const version = current?.get(userId) ?? null;
            if (told.get(userId) === version) continue;
            signal.throwIfAborted();
            told.set(userId, version);
            yield { userId, version, url: version === null ? null : pictureUrl({ id: userId }, { version }) };
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

  /** Null while the database can't be asked. */
  async function read(ids: string[], callerNow: () => Promise<Caller>): Promise<Map<string, string> | null> {
    try {
      return await readVersions(ids, scopeOf(await callerNow()));
    } catch (error) {
      if (isUnavailable(error)) return null;
      throw error;
    }
  }
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
