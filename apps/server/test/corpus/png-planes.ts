import { pngChunk } from '../../src/imaging/testing/bytes';
import { rgb } from '../../src/imaging/testing/samples';
import { type Look, upright } from './entry';
import type { ColourType, PngPicture } from './png-encoder';

const colours = upright.map(rgb);
const width = 64;
const height = 48;
const quarterOf = (x: number, y: number) => (y * 2 < height ? 0 : 2) + (x * 2 < width ? 0 : 1);

/** Four quarters in a colour type and depth of PNG: in colour, or four steps of grey, or black and white where there is no more. */
export function quartersAs(colourType: ColourType, bitDepth: number): PngPicture {
  const most = 2 ** bitDepth - 1;
  const step = (quarter: number) => (bitDepth === 1 ? [0, 1, 1, 0][quarter] : (quarter * most) / 3) ?? 0;
  const alpha = Math.round((most * 128) / 255);
  const pixels = [0, 1, 2, 3].map((quarter) => {
    if (colourType === 3) return [bitDepth === 1 ? step(quarter) : quarter];
    const grey = colourType === 0 || colourType === 4;
    const value = grey
      ? [step(quarter)]
      : (colours[quarter] ?? []).map((each) => (bitDepth === 16 ? each * 257 : each));
    return colourType >= 4 ? [...value, alpha] : value;
  });
  return { width, height, colourType, bitDepth, pixel: (x, y) => pixels[quarterOf(x, y)] ?? [] };
}

const [first, second, third, fourth] = upright;
/** How {@link quartersAs} looks. */
export function lookAs(colourType: ColourType, bitDepth: number): Look {
  if (colourType === 3) return bitDepth === 1 ? [first, second, second, first] : upright;
  if (colourType === 2) return upright;
  if (colourType === 6) return [`${first}80`, `${second}80`, `${third}80`, `${fourth}80`];
  if (bitDepth === 1) return ['#000000', '#ffffff', '#ffffff', '#000000'];
  const end = colourType === 4 ? '80' : '';
  return [`#000000${end}`, `#555555${end}`, `#aaaaaa${end}`, `#ffffff${end}`];
}

/** The corners' colours, as many as fit the depth. */
export const paletteFor = (bitDepth: number) =>
  pngChunk('PLTE', Uint8Array.from(colours.slice(0, 2 ** bitDepth).flat()));

/** What is allowed (section 11.2.1). */
export const colourTypes: readonly (readonly [string, ColourType, readonly number[]])[] = [
  ['grey', 0, [1, 2, 4, 8, 16]],
  ['truecolour', 2, [8, 16]],
  ['palette', 3, [1, 2, 4, 8]],
  ['grey with alpha', 4, [8, 16]],
  ['truecolour with alpha', 6, [8, 16]],
];
