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
  /**
   * What stands for the digest of a rendition that is not stored, known before it is made: two of the same name are of the same bytes,
   * so that a client that holds them is told so without making them again.
   */
  nameOf(key: RenditionKey): string;
}

export function createRenditions(
  store: Pick<RenditionStore, 'source' | 'keep'>,
  imaging: Pick<Imaging, 'render' | 'build'>,
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
    if (!isStored) return { digest: nameOf(key), byteSize: data.byteLength, data };
    try {
      return await store.keep(key, data);
    } catch (error) {
      if (!isUnavailable(error)) throw error;
      // It is made: a database that takes no changes just now is no reason to refuse it. It is stored when it is made again, and named by the
      // same digest then.
      const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data)).toHex();
      return { digest, byteSize: data.byteLength, data };
    }
  }

  // A picture's bytes never change, nor which square of it is shown; the same source gives the same bytes (imaging/rendition.ts).
  function nameOf({ pictureId, side, mimeType, settings }: RenditionKey): string {
    const parts = JSON.stringify([imaging.build, pictureId, side, mimeType, settings]);
    return new Bun.CryptoHasher('sha256').update(parts).digest('hex');
  }

  return {
    nameOf,
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
