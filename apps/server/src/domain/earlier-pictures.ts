import type { EarlierPicture, ReadEarlierPicture } from '../storage/earlier-picture';
import type { Bytes } from '../storage/shown-picture';
import type { Caller } from './caller';
import { alwaysSees } from './visibility';

/** Earlier pictures, for those who may look back: the owner, and administrators. */
export interface EarlierPictures {
  /** Null when there is none, or the caller may not see it. */
  find(caller: Caller, userId: string, pictureId: string, bytes: Bytes): Promise<EarlierPicture | null>;
}

export function createEarlierPictures(read: ReadEarlierPicture): EarlierPictures {
  return {
    async find(caller, userId, pictureId, bytes) {
      if (!alwaysSees(caller, userId)) return null;
      return read(userId, pictureId, bytes);
    },
  };
}
