import type { ImageSource, Imaging } from '../imaging/imaging';
import { type ByteCache, createByteCache } from '../memory/byte-cache';

/** What is drawn from a seed. */
export const generatedAvatars = ['identicon', 'monsterid', 'wavatar', 'retro', 'robohash'] as const;
/** What is shown of someone without a picture, by the names that Gravatar and Libravatar have for it. */
export const defaultAvatars = ['mp', 'mm', 'blank', 'initials', ...generatedAvatars] as const;

export type GeneratedAvatar = (typeof generatedAvatars)[number];
export type DefaultAvatar = (typeof defaultAvatars)[number];

/** Whom it stands for. */
export interface Sitter {
  seed: string;
  name: string;
}

export interface DrawnAvatar {
  /** Hex SHA-256 of the bytes. */
  digest: string;
  byteSize: number;
  /** PNG. Null where it isn't wanted and not at hand. */
  data: Uint8Array<ArrayBuffer> | null;
}

export interface DefaultAvatars {
  /**
   * A square of `size` pixels. The same arguments give the same bytes. Throws `Refusal('busy')` when too many are being made.
   * @param isWanted whether the bytes of this digest are to be sent; those that aren't are not drawn again
   */
  find(
    avatar: DefaultAvatar,
    size: number,
    sitter: Sitter,
    isWanted: (digest: string) => boolean,
  ): Promise<DrawnAvatar>;
}

interface Parts {
  imaging: Pick<Imaging, 'draw'>;
  /** As SVG. */
  draw: { generated(avatar: GeneratedAvatar, seed: string): string; initials(sitter: Sitter): string };
  /** Stands for anyone. */
  placeholder: Uint8Array;
  /** In bytes; 0 remembers none. */
  capacity: number;
}

/** What an entry takes beside bytes and key. */
const entryBytes = 256;
/** Of the capacity: for digests without bytes, of which there is room for many more. Most who ask again hold the bytes. */
const digestsShare = 0.25;

/** Draws each when it is asked for, once however many ask, and keeps what is asked for again within a bound: hashes are free. */
export function createDefaultAvatars({ imaging, draw, placeholder, capacity }: Parts): DefaultAvatars {
  const kept: ByteCache<DrawnAvatar> = createByteCache(capacity * (1 - digestsShare));
  const digests: ByteCache<DrawnAvatar> = createByteCache(capacity * digestsShare);
  const underWay = new Map<string, Promise<DrawnAvatar>>();

  function sourceOf(avatar: DefaultAvatar, sitter: Sitter): ImageSource {
    switch (avatar) {
      case 'mp':
      case 'mm':
        return { file: placeholder };
      case 'blank':
        return 'blank';
      case 'initials':
        return { svg: draw.initials(sitter) };
      default:
        return { svg: draw.generated(avatar, sitter.seed) };
    }
  }

  async function make(key: string, avatar: DefaultAvatar, size: number, sitter: Sitter): Promise<DrawnAvatar> {
    const data = await imaging.draw(() => sourceOf(avatar, sitter), size);
    const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', data)).toHex();
    const drawn = { digest, byteSize: data.byteLength, data };
    const beside = 2 * key.length + entryBytes;
    kept.set(key, drawn, data.byteLength + beside);
    digests.set(key, { ...drawn, data: null }, beside);
    return drawn;
  }

  return {
    async find(avatar, size, sitter, isWanted) {
      const key = JSON.stringify([avatar === 'mm' ? 'mp' : avatar, size, ...traitsOf(avatar, sitter)]);
      const known = kept.get(key) ?? underWay.get(key);
      if (known) return known;
      const unsent = digests.get(key);
      if (unsent && !isWanted(unsent.digest)) return unsent;
      const made = make(key, avatar, size, sitter).finally(() => underWay.delete(key));
      underWay.set(key, made);
      return made;
    },
  };
}

/** What the drawing depends on, beside its size. */
function traitsOf(avatar: DefaultAvatar, { seed, name }: Sitter): string[] {
  if (avatar === 'mp' || avatar === 'mm' || avatar === 'blank') return [];
  return avatar === 'initials' ? [seed, name] : [seed];
}
