import { type Colour, lightness, mix } from './colour';

/** Top and bottom of the ground. Chosen to sit well behind every skin and hair below. */
export const backdrops = {
  peach: [0xffdcc2, 0xf6b48f],
  apricot: [0xfbd38d, 0xee9d5b],
  sage: [0xd3e2cd, 0x9dbd9d],
  sky: [0xcfe5f5, 0x8fbfe0],
  lilac: [0xe3dbf5, 0xb3a2dc],
  butter: [0xfdedb8, 0xf2cf76],
  rose: [0xf8d5d8, 0xe79ca5],
  mint: [0xcdeee2, 0x86cdb8],
  sand: [0xf0e4d2, 0xd5bd9b],
  dusk: [0x8d9fd0, 0x5868a6],
  lagoon: [0x7cc4c4, 0x35868f],
  brick: [0xe99b7e, 0xbd5b45],
} as const satisfies Record<string, readonly [Colour, Colour]>;

export const skins = {
  porcelain: 0xfbdfca,
  fair: 0xf4cbaa,
  honey: 0xe9b98d,
  olive: 0xd6a377,
  bronze: 0xba7f55,
  brown: 0x9b6443,
  deep: 0x7b4c34,
  ebony: 0x5b3829,
} as const;

export const hairColours = {
  black: 0x211d26,
  espresso: 0x38261f,
  brown: 0x5b3b2b,
  chestnut: 0x80492c,
  auburn: 0x984028,
  ginger: 0xcd6f32,
  sand: 0xba9160,
  blond: 0xe3bd70,
  grey: 0x8d929c,
  silver: 0xb9bdc5,
  white: 0xeae7e3,
  teal: 0x2b8d8c,
  plum: 0x7d3f74,
} as const;

export const clothColours = {
  navy: 0x2b3a58,
  denim: 0x4b6d96,
  teal: 0x2b7d84,
  forest: 0x2f5f50,
  olive: 0x7c7f4c,
  mustard: 0xdca43c,
  coral: 0xe6735b,
  rust: 0xb5512f,
  berry: 0x9c2f52,
  plum: 0x693f6c,
  blush: 0xecbab2,
  cream: 0xf4ead9,
  stone: 0xb9b2a6,
  charcoal: 0x373841,
} as const;

/** The colours of one face, all made from its skin, so that light and dark faces get the same care. */
export interface SkinTones {
  base: Colour;
  shade: Colour;
  /** Nose, lids, folds. */
  line: Colour;
  blush: Colour;
  lips: Colour;
}

export function skinTones(base: Colour): SkinTones {
  return {
    base,
    shade: mix(base, 0x7a2f22, 0.2),
    line: mix(base, 0x401510, 0.46),
    blush: mix(base, 0xe0524a, 0.42),
    lips: mix(base, 0xa82c3a, 0.58),
  };
}

/** Hair, and cloth on the head: its colour, its shadow, its sheen. */
export interface Tones {
  base: Colour;
  shade: Colour;
  sheen: Colour;
}

export function tones(base: Colour): Tones {
  return { base, shade: mix(base, 0x120a18, 0.3 - 0.12 * lightness(base)), sheen: mix(base, 0xfff0dc, 0.2) };
}
