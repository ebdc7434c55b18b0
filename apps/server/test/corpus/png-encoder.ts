import { deflateSync } from 'node:zlib';
import { bytes, join, pngChunk, uint } from '../../src/imaging/testing/bytes';

export type ColourType = 0 | 2 | 3 | 4 | 6;

export interface PngPicture {
  width: number;
  height: number;
  colourType: ColourType;
  bitDepth: number;
  /** The samples of a pixel, each of `bitDepth` bits. */
  pixel(x: number, y: number): readonly number[];
}

interface Options {
  interlaced?: boolean;
  /** Filter of each row (section 9). */
  filter?: 0 | 1 | 2 | 3 | 4;
  /** Chunks between IHDR and IDAT, and between IDAT and IEND. */
  before?: readonly Uint8Array[];
  after?: readonly Uint8Array[];
  /** Bytes in one IDAT. */
  dataSize?: number;
}

const signature = bytes('\x89PNG\r\n\x1a\n');
/** Adam7 (section 8.2): first column and row, and the steps. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;
const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;

/** PNG, third edition: every colour type, depth, filter and interlacing, for which libraries leave little choice. */
export function encodePng(picture: PngPicture, options: Options = {}): Uint8Array {
  const { interlaced = false, filter = 0, before = [], after = [], dataSize = 1 << 20 } = options;
  const { width, height, colourType, bitDepth } = picture;
  const parts = interlaced ? passes : ([[0, 0, 1, 1]] as const);
  const data = deflateSync(join(...parts.flatMap(([x0, y0, dx, dy]) => rowsOf(picture, filter, x0, y0, dx, dy))));
  const chunks: Uint8Array[] = [];
  for (let at = 0; at < data.byteLength; at += dataSize)
    chunks.push(pngChunk('IDAT', data.subarray(at, at + dataSize)));
  const facts = Uint8Array.of(bitDepth, colourType, 0, 0, interlaced ? 1 : 0);
  const header = pngChunk('IHDR', join(uint(width, 4), uint(height, 4), facts));
  return join(signature, header, ...before, ...chunks, ...after, pngChunk('IEND', new Uint8Array()));
}

function rowsOf(picture: PngPicture, filter: number, x0: number, y0: number, dx: number, dy: number): Uint8Array[] {
  const { width, height, colourType, bitDepth } = picture;
  const rows: Uint8Array[] = [];
  const stride = Math.max(1, (samples[colourType] * bitDepth) / 8);
  if (x0 >= width) return rows;
  let last: Uint8Array | undefined;
  for (let y = y0; y < height; y += dy) {
    const values: number[] = [];
    for (let x = x0; x < width; x += dx) values.push(...picture.pixel(x, y));
    const row = packed(values, bitDepth);
    rows.push(Uint8Array.of(filter), filtered(row, last ?? new Uint8Array(row.byteLength), filter, stride));
    last = row;
  }
  return rows;
}

function packed(values: readonly number[], bitDepth: number): Uint8Array {
  if (bitDepth === 16) return Uint8Array.from(values.flatMap((value) => [value >> 8, value & 255]));
  const row = new Uint8Array(Math.ceil((values.length * bitDepth) / 8));
  for (const [index, value] of values.entries()) {
    const bit = index * bitDepth;
    row[bit >> 3] = (row[bit >> 3] ?? 0) | (value << (8 - bitDepth - (bit & 7)));
  }
  return row;
}

function filtered(row: Uint8Array, above: Uint8Array, filter: number, stride: number): Uint8Array {
  return row.map((value, at) => {
    const left = row[at - stride] ?? 0;
    const up = above[at] ?? 0;
    const corner = at < stride ? 0 : (above[at - stride] ?? 0);
    return value - ([0, left, up, (left + up) >> 1, paeth(left, up, corner)][filter] ?? 0);
  });
}

/** Section 9.4: whichever of the three is nearest to left + up − corner. */
function paeth(left: number, up: number, corner: number): number {
  const guess = left + up - corner;
  const [toLeft, toUp, toCorner] = [Math.abs(guess - left), Math.abs(guess - up), Math.abs(guess - corner)];
  if (toLeft <= toUp && toLeft <= toCorner) return left;
  return toUp <= toCorner ? up : corner;
}
