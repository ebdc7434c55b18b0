import type { Imaging } from '../imaging/imaging';
import type { RenditionKey, RenditionStore, StoredRendition } from '../storage/rendition-store';

/** Makes renditions when they are first asked for. */
export interface Renditions {
  /**
   * The rendition, made and stored if it is not there yet; once, however many ask at the same moment. Null when its picture
   * is gone. Throws `Refusal('busy')` when too many are being made.
   */
  make(key: RenditionKey): Promise<StoredRendition | null>;
}

export function createRenditions(store: RenditionStore, imaging: Pick<Imaging, 'render'>): Renditions {
  const underWay = new Map<string, Promise<StoredRendition | null>>();

  async function render(key: RenditionKey): Promise<StoredRendition | null> {
    const data = await imaging.render(() => store.source(key.pictureId), key.side, key.mimeType);
    return data && store.keep(key, data);
  }

  return {
    make(key) {
      const name = `${key.pictureId} ${key.side} ${key.mimeType} ${key.settings}`;
      let made = underWay.get(name);
      if (!made) {
        made = render(key).finally(() => underWay.delete(name));
        underWay.set(name, made);
      }
      return made;
    },
  };
}
