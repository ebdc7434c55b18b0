import { pictureUrl as pathOf } from '@visage/contract/picture-url';
import { named } from './named';
import type { Format } from './picture-types';

/** Whose picture: a user id, `@handle` or `ext:` and the id that your site gave them; or one of these by name. */
export type PictureOf = string | { id: string } | { handle: string } | { externalId: string };

export interface PictureUrlOptions {
  /** Where Visage runs, like `https://pictures.example.org`. Left out, the answer is the path alone. */
  baseUrl?: string;
  /** Side of the square in pixels, 1 to 2048; the picture is sent in the next step up. Left out: the picture as stored. */
  size?: number;
  /** Of a sized picture; WebP unless given, since some CDNs would keep one answer for every browser. */
  format?: Format;
  /** Names the answer, so that caches may keep it for good; `picture.version` of a profile. */
  version?: string;
  /** What someone without a picture gets; a redirect to the placeholder unless given. */
  fallback?: 'initials' | '404';
}

/** The address of someone's picture. Without a version it always shows the current one. */
export function pictureUrl(of: PictureOf, { baseUrl = '', ...options }: PictureUrlOptions = {}): string {
  return baseUrl.replace(/\/+$/, '') + pathOf(typeof of === 'string' ? named(of) : of, options);
}
