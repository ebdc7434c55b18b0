import { bytes, join, uint } from '../../src/imaging/testing/bytes';

export interface GifFrame {
  left?: number;
  top?: number;
  width: number;
  height: number;
  /** Colours of its own, three bytes each, a power of two of them. */
  palette?: Uint8Array;
  interlaced?: boolean;
  /** The index that lets through what is below. */
  transparent?: number;
  disposal?: number;
  pixel(x: number, y: number): number;
}

interface Gif {
  version?: '87a' | '89a';
  width: number;
  height: number;
  palette?: Uint8Array;
  background?: number;
  frames: readonly GifFrame[];
  /** Extensions before the first frame, and before the trailer. */
  before?: readonly Uint8Array[];
  after?: readonly Uint8Array[];
}

/** GIF89a, with pixels in codes that are never compressed: all that a decoder must know, without what hides it. */
export function encodeGif({ version = '89a', width, height, palette, background = 0, ...more }: Gif): Uint8Array {
  const { frames, before = [], after = [] } = more;
  const screen = join(uint(width, 2, true), uint(height, 2, true), Uint8Array.of(tableFlags(palette), background, 0));
  return join(
    bytes(`GIF${version}`),
    screen,
    palette ?? new Uint8Array(),
    ...before,
    ...frames.map((frame) => frameOf(frame)),
    ...after,
    bytes(';'),
  );
}

/** Section 23 to 26: comments, plain text, applications. */
export const gifExtension = (label: number, ...blocks: readonly Uint8Array[]) =>
  join(Uint8Array.of(0x21, label), ...blocks.map((block) => join(uint(block.byteLength, 1), block)), Uint8Array.of(0));

const tableFlags = (palette: Uint8Array | undefined) =>
  palette ? 0x80 | 0x70 | (Math.log2(palette.byteLength / 3) - 1) : 0x70;

function frameOf({ left = 0, top = 0, width, height, palette, interlaced = false, ...more }: GifFrame): Uint8Array {
  const { transparent, disposal = 0, pixel } = more;
  const flags = (palette ? tableFlags(palette) & 0x87 : 0) | (interlaced ? 0x40 : 0);
  const place = [left, top, width, height].map((each) => uint(each, 2, true));
  const needsControl = transparent !== undefined || disposal > 0;
  const control = Uint8Array.of((disposal << 2) | (transparent === undefined ? 0 : 1), 10, 0, transparent ?? 0);
  const values: number[] = [];
  for (const y of interlaced ? interlacedRows(height) : Array.from({ length: height }, (_, row) => row))
    for (let x = 0; x < width; x++) values.push(pixel(x, y));
  return join(
    ...(needsControl ? [gifExtension(0xf9, control)] : []),
    bytes(','),
    ...place,
    Uint8Array.of(flags),
    palette ?? new Uint8Array(),
    Uint8Array.of(codeSize),
    ...subBlocks(codesOf(values)),
  );
}

/** Appendix E. */
const interlacedRows = (height: number) =>
  [
    [0, 8],
    [4, 8],
    [2, 4],
    [1, 2],
  ].flatMap(([from = 0, step = 1]) => {
    const rows: number[] = [];
    for (let row = from; row < height; row += step) rows.push(row);
    return rows;
  });

const codeSize = 7;
const clear = 1 << codeSize;

/** Codes of eight bits throughout: the table is cleared before it would need nine. */
function codesOf(values: readonly number[]): Uint8Array {
  const codes: number[] = [];
  for (const [index, value] of values.entries()) {
    if (index % (clear - 2) === 0) codes.push(clear);
    codes.push(value);
  }
  return Uint8Array.from([...codes, clear + 1]);
}

export function subBlocks(data: Uint8Array): Uint8Array[] {
  const blocks: Uint8Array[] = [];
  for (let at = 0; at < data.byteLength; at += 255) {
    const block = data.subarray(at, at + 255);
    blocks.push(uint(block.byteLength, 1), block);
  }
  return [...blocks, Uint8Array.of(0)];
}
