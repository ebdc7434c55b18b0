import type { Bytes, ReadShownPicture, ShownPicture, Subject } from '../storage/shown-picture';
import { type Caller, nobody } from './caller';
import { maySee, scopeOf } from './visibility';

/** Finds what the picture route answers, for whoever asks. */
export interface ShownPictures {
  /**
   * Null when there is no such user, or the caller may not see them: the two are never told apart.
   * `caller` is asked only where the answer depends on it, so that a public picture costs no look-up of a session.
   */
  find(subject: Subject, caller: () => Promise<Caller>, bytes: Bytes): Promise<ShownPicture | null>;
}

export function createShownPictures(read: ReadShownPicture): ShownPictures {
  return {
    async find(subject, caller, bytes) {
      const shown = await read(subject, scopeOf(nobody), bytes);
      if (!shown || maySee(nobody, shown)) return shown;
      const asking = await caller();
      if (!maySee(asking, shown)) return null;
      // Read again with the bytes; what was shown may have changed since, and so may who sees it.
      const again = await read(subject, scopeOf(asking), bytes);
      return again && maySee(asking, again) ? again : null;
    },
  };
}
