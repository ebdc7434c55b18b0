import { createRandom } from './random';

/** Top left and bottom right of the ground, as SVG writes colours. */
export type Ground = readonly [string, string];

/**
 * Hues about the OKLCH circle, each as strong as sRGB allows up to a chroma of 0.17, and as light as white text on it
 * allows (4.75 : 1); the second end is 0.09 deeper and leans to its warmer or cooler neighbour. Equal in weight, dark
 * enough for a white page and light enough for a black one. On the way between its two ends a gradient is nowhere
 * lighter than the lighter one (relative luminance is convex in sRGB), so the contrast at the ends holds everywhere.
 */
export const grounds: readonly [Ground, ...Ground[]] = [
  ['#c54566', '#a9282d'],
  ['#be513d', '#9f313e'],
  ['#b05c2c', '#963c2c'],
  ['#9d6725', '#88461c'],
  ['#77762d', '#50601b'],
  ['#5b7d33', '#2a662b'],
  ['#358245', '#00673e'],
  ['#0a8360', '#006457'],
  ['#00817c', '#06626b'],
  ['#007e92', '#035f7f'],
  ['#1379b4', '#27579d'],
  ['#3b6fd4', '#464bb5'],
  ['#6665d7', '#6541b1'],
  ['#835dcf', '#7b39a4'],
  ['#9c55b7', '#8e3489'],
  ['#b24c9e', '#9e2a6c'],
  ['#c14480', '#a8224d'],
  ['#61748d', '#4d5973'],
];

/** The ground that belongs to a seed: the same on every machine, for the choice is made in 32-bit integers. */
export function groundOf(seed: string): Ground {
  return createRandom(seed).pick(grounds);
}
