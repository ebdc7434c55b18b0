import type { Imaging } from '../imaging/imaging';
import type { RenditionKey, RenditionStore, StoredRendition } from '../storage/rendition-store';
import { isUnavailable } from '../storage/unavailable';

/** Makes renditions when they are first asked for. */
export interface Renditions {
  /**
   * The rendition, made if it is not there yet; once, however many ask at the same moment. Null when its picture is gone. Throws
   * `Refusal('busy')` when too many are being made.
   * @param isStored whether it is stored then: not in every size that strangers may think of
   */
  make(key: RenditionKey, isStored: boolean): Promise<StoredRendition | null>;
}

export function createRenditions(
  store: Pick<RenditionStore, 'source' | 'keep'>,
  imaging: Pick<Imaging, 'render'>,
): Renditions {
  const underWay = new Map<string, Promise<StoredRendition | null>>();

  async function render(key: RenditionKey, isStored: boolean): Promise<StoredRendition | null> {
    const data = await imaging.render(
      () => store.source(key.pictureId),
      key.side,
      key.mimeType,
      isStored ? 'first views' : 'strangers',
    );
    if (data === null) return null;
    if (isStored) {
      try {
        return await store.keep(key, data);
      } catch (error) {
        // It is made: a database that takes no changes just now is no reason to refuse it. It is stored when it is made again.
        if (!isUnavailable(error)) throw error;
      }
    }
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data)).toHex();
    return { digest, byteSize: data.byteLength, data };
  }

  return {
    make(key, isStored) {
      const name = `${key.pictureId} ${key.side} ${key.mimeType} ${key.settings} ${isStored}`;
      let made = underWay.get(name);
      if (!made) {
        made = render(key, isStored).finally(() => underWay.delete(name));
        underWay.set(name, made);
      }
      return made;
    },
  };
}
