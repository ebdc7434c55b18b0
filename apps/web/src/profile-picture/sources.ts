import { sizeSteps } from '@visage/contract/limits';
import { pictureUrl } from '@visage/contract/picture-url';
import type { Profile } from '@visage/contract/profile';

/** Where an image comes from: one address, and others for finer screens. */
export interface Source {
  src: string;
  srcset?: string;
}

/** Device pixels to a CSS pixel: of plain screens, fine ones, and phones. */
const densities = [1, 2, 3];

/** The smallest step that fills `side` CSS pixels on a screen of that density. */
export function stepFor(side: number, density: number): number {
  return sizeSteps.find((step) => step >= side * density) ?? 1024;
}

/** CSS pixels of the largest place a picture has: on one's own screen and on anyone's page. */
export const largeSide = 192;

/** What shows someone in a place of `side` CSS pixels. Always an address that names the answer, so never stale. */
export function sourceOf(
  { id, revision, picture }: Pick<Profile, 'id' | 'revision' | 'picture'>,
  side: number,
): Source {
  return picture ? sourceOfPicture(id, picture.version, side) : sourceOfInitials(id, revision, side);
}

/** The one fetched last. Held, since what nobody may keep is at hand for as long as some element has it. */
let ahead: HTMLImageElement | undefined;

/** Has the browser fetch an image that an element will show once there is one. */
export function fetchAhead({ src, srcset = '' }: Source): void {
  ahead = new Image();
  // First, or the browser begins with the other.
  ahead.srcset = srcset;
  ahead.src = src;
}

/** Someone's picture, in the size its place needs on each kind of screen. */
export function sourceOfPicture(id: string, version: string, side: number): Source {
  const url = (density: number) => pictureUrl({ id }, { size: stepFor(side, density), version });
  return { src: url(1), srcset: densities.map((density) => `${url(density)} ${density}x`).join(', ') };
}

/**
 * The initials of someone without a picture: a drawing, sharp in any size. A document never asks again for an address it has
 * shown, so the profile's revision makes a new one where the name may have changed; the server ignores it.
 */
export function sourceOfInitials(id: string, revision: number, side: number): Source {
  return { src: `${pictureUrl({ id }, { size: stepFor(side, 1), fallback: 'initials' })}&revision=${revision}` };
}
