import { maxSize } from '@visage/contract/limits';
import type { Format } from '@visage/contract/picture';
import { type DefaultAvatar, defaultAvatars } from '../domain/default-avatars';

/** What a program that knows Gravatar or Libravatar asks for. Nothing in it is ever wrong: what can't be used is passed over. */
export interface AvatarQuery {
  /** Lower-case, without its extension, as in the URL: of whoever is not found, all that is known. */
  given: string;
  /** An MD5 or SHA-256 in lower-case hex; null where it is neither. */
  hash: string | null;
  /** Of the side, in pixels: 1 to 2048. */
  size: number;
  /** Of a picture. Null: JPEG, or PNG where there is transparency. */
  format: Format | null;
  /** For someone without a picture. */
  instead: DefaultAvatar | '404';
  /** Also for someone who has one. */
  forced: boolean;
}

const usualSize = 80;

/** GIF is asked for by the name of old programs, and is no format of ours. */
const formatsByExtension: Record<string, Format> = {
  jpg: 'jpeg',
  jpeg: 'jpeg',
  png: 'png',
  gif: 'png',
  webp: 'webp',
};

/** Of `/avatar/:hash[.ext]`; `name` is the last part of the path, percent-decoded (SPEC section 6). */
export function readAvatarQuery(name: string, search: URLSearchParams): AvatarQuery {
  const [, stem = '', extension = ''] = /^(.*?)(?:\.([^.]*))?$/s.exec(name.toLowerCase()) ?? [];
  return {
    given: stem,
    hash: /^([0-9a-f]{32}|[0-9a-f]{64})$/.test(stem) ? stem : null,
    size: sizeIn(search.get('size') ?? search.get('s')),
    format: formatsByExtension[extension] ?? null,
    instead: insteadOf(search.get('default') ?? search.get('d')),
    forced: (search.get('forcedefault') ?? search.get('f')) === 'y',
  };
}

function sizeIn(given: string | null): number {
  if (given === null || !/^\d+$/.test(given)) return usualSize;
  return Math.min(Number(given), maxSize) || usualSize;
}

/** The address of an image of theirs is what others redirect to, and we never do: it is as good as none. */
function insteadOf(given: string | null): AvatarQuery['instead'] {
  const name = given?.toLowerCase();
  if (name === '404') return name;
  return defaultAvatars.find((each) => each === name) ?? 'mp';
}
