import { bytes, join, riffChunk, uint } from '../../src/imaging/testing/bytes';

/** RFC 9649 section 2.7.1.1: what an extended file says that it holds. */
export const has = { animation: 0x02, xmp: 0x04, exif: 0x08, alpha: 0x10, icc: 0x20 } as const;

export function riff(...chunks: readonly Uint8Array[]): Uint8Array {
  const body = join(bytes('WEBP'), ...chunks);
  return join(bytes('RIFF'), uint(body.byteLength, 4, true), body);
}

export const vp8x = (flags: number, width: number, height: number) =>
  riffChunk('VP8X', join(uint(flags, 4, true), uint(width - 1, 3, true), uint(height - 1, 3, true)));

/** The chunks of a file, with their heads. */
export function chunksOf(webp: Uint8Array): { name: string; chunk: Uint8Array }[] {
  const view = new DataView(webp.buffer, webp.byteOffset, webp.byteLength);
  const chunks: { name: string; chunk: Uint8Array }[] = [];
  for (let at = 12; at + 8 <= webp.byteLength; ) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length & 1);
    chunks.push({ name: String.fromCharCode(...webp.subarray(at, at + 4)), chunk: webp.subarray(at, end) });
    at = end;
  }
  return chunks;
}

/** The pixels of a still picture, as chunks: `VP8 ` or `VP8L`, and `ALPH` where there is one. */
export const pixelsOf = (webp: Uint8Array) =>
  join(
    ...chunksOf(webp)
      .filter(({ name }) => /^(VP8 |VP8L|ALPH)$/.test(name))
      .map(({ chunk }) => chunk),
  );

export const animation = (background = 0) => riffChunk('ANIM', join(uint(background, 4), uint(0, 2)));

/** Section 2.7.1.1: a frame of an animation; its place is even. */
export const frame = (left: number, top: number, width: number, height: number, pixels: Uint8Array) =>
  riffChunk(
    'ANMF',
    join(
      ...[left / 2, top / 2, width - 1, height - 1, 100].map((each) => uint(each, 3, true)),
      Uint8Array.of(0),
      pixels,
    ),
  );

/**
 * Lossless WebP of one colour: each prefix code has a single symbol, so that pixels take no bits at all (RFC 9649 section
 * 3.7.2.1) and 40 bytes are a picture of any size.
 */
export function flatLossless(width: number, height: number, colour: readonly [number, number, number] = [32, 192, 32]) {
  let bits = '';
  const put = (value: number, count: number) => {
    bits += [...value.toString(2).padStart(count, '0')].reverse().join('');
  };
  put(width - 1, 14);
  put(height - 1, 14);
  // No alpha, version 0; no transform, no colour cache, no meta prefix codes.
  for (const [value, count] of [
    [0, 1],
    [0, 3],
    [0, 1],
    [0, 1],
    [0, 1],
  ] as const)
    put(value, count);
  const [red, green, blue] = colour;
  for (const symbol of [green, red, blue, 255, 0]) {
    // Simple, one symbol, of eight bits.
    put(1, 1);
    put(0, 1);
    put(1, 1);
    put(symbol, 8);
  }
  const packed = (bits.match(/.{1,8}/g) ?? []).map((each) => Number.parseInt([...each].reverse().join(''), 2));
  return riff(riffChunk('VP8L', join(Uint8Array.of(0x2f), Uint8Array.from([...packed, 0, 0, 0, 0]))));
}
