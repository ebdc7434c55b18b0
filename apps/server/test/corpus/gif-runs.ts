import { bytes, join, uint } from '../../src/imaging/testing/bytes';
import { encodeGif, subBlocks } from './gif-encoder';

/** One colour in codes that each stand for a longer run than the last (appendix F). */
export function flatGif(width: number, height: number): Uint8Array {
  const codes: [number, number][] = [];
  let left = width * height;
  // Two bits a pixel: clear is 4, end is 5, the first run of two is 6.
  codes.push([4, 3]);
  let next = 6;
  let size = 3;
  for (let run = 1; left > 0; run++) {
    const length = Math.min(run, left, 4090);
    codes.push([length === 1 ? 0 : length + 4, size]);
    left -= length;
    if (run > 1 && next < 4096) next += 1;
    if (next === 1 << size && size < 12) size += 1;
  }
  codes.push([5, size]);
  let bits = '';
  const data: number[] = [];
  for (const [code, count] of codes) {
    bits = code.toString(2).padStart(count, '0') + bits;
    while (bits.length >= 8) {
      data.push(Number.parseInt(bits.slice(-8), 2));
      bits = bits.slice(0, -8);
    }
  }
  if (bits) data.push(Number.parseInt(bits, 2));
  const head = encodeGif({ width, height, palette: new Uint8Array(12), frames: [] }).subarray(0, -1);
  const place = join(bytes(','), ...[0, 0, width, height].map((each) => uint(each, 2, true)), Uint8Array.of(0, 2));
  return join(head, place, ...subBlocks(Uint8Array.from(data)), bytes(';'));
}
