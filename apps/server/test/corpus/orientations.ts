import type { Sharp } from 'sharp';
import { quarters } from '../../src/imaging/testing/samples';
import { upright } from './entry';

/**
 * Which corner of the upright picture (0 top left, 1 top right, 2 bottom left, 3 bottom right) each EXIF orientation stores
 * in the same order (CIPA DC-008, tag 0112).
 */
const stored = {
  1: [0, 1, 2, 3],
  2: [1, 0, 3, 2],
  3: [3, 2, 1, 0],
  4: [2, 3, 0, 1],
  5: [0, 2, 1, 3],
  6: [1, 3, 0, 2],
  7: [3, 1, 2, 0],
  8: [2, 0, 3, 1],
} as const;

export type Orientation = keyof typeof stored;
export const orientations: readonly Orientation[] = [1, 2, 3, 4, 5, 6, 7, 8];

/** Quarters of 64 × 48 as a camera held that way stores them: turned upright, they look as `upright`. */
export function laidAs(orientation: Orientation): Sharp {
  const colours = stored[orientation].map((corner) => upright[corner]);
  return orientation < 5 ? quarters(64, 48, colours) : quarters(48, 64, colours);
}
