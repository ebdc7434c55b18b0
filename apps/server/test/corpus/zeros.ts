import { constants, deflateRawSync } from 'node:zlib';
import { bytes, join, pngChunk, uint } from '../../src/imaging/testing/bytes';
import type { ColourType } from './png-encoder';

const block = 1 << 24;

/** `length` zeros as a zlib stream (RFC 1950), a thousandth of their length, made without ever holding them. */
export function zeroStream(length: number): Uint8Array {
  const blocks = Math.floor(length / block);
  // A full flush ends on a byte and forgets what came before, so the same bytes may come again and again.
  const one =
    blocks > 0 ? deflateRawSync(Buffer.alloc(block), { finishFlush: constants.Z_FULL_FLUSH }) : Buffer.alloc(0);
  const rest = deflateRawSync(Buffer.alloc(length % block));
  const checksum = join(uint(length % 65_521, 2), uint(1, 2));
  return join(bytes('\x78\x9c'), ...Array.from({ length: blocks }, () => one), rest, checksum);
}

const samples = { 0: 1, 2: 3, 3: 1, 4: 2, 6: 4 } as const;
const adam7 = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

/** A black PNG of any size in few bytes. `more` zeros follow its pixels in the same stream. */
export function blackPng(
  [width, height]: readonly [number, number],
  {
    colourType = 2 as ColourType,
    bitDepth = 8,
    interlaced = false,
    more = 0,
    before = [] as readonly Uint8Array[],
  } = {},
): Uint8Array {
  const bits = samples[colourType] * bitDepth;
  const passes = interlaced ? adam7 : ([[0, 0, 1, 1]] as const);
  const length = passes.reduce((sum, [x0, y0, dx, dy]) => {
    const columns = Math.max(0, Math.ceil((width - x0) / dx));
    const rows = Math.max(0, Math.ceil((height - y0) / dy));
    return sum + (columns > 0 ? rows * (1 + Math.ceil((columns * bits) / 8)) : 0);
  }, more);
  const facts = Uint8Array.of(bitDepth, colourType, 0, 0, interlaced ? 1 : 0);
  return join(
    bytes('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', join(uint(width, 4), uint(height, 4), facts)),
    ...before,
    pngChunk('IDAT', zeroStream(length)),
    pngChunk('IEND', new Uint8Array()),
  );
}
