import { expect } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import sharp from 'sharp';
import { sha256 } from '../images';
import { forbidden, type Kept, type Look } from './entry';

const places = [
  [0.2, 0.2],
  [0.8, 0.2],
  [0.2, 0.8],
  [0.8, 0.8],
] as const;

/** What is served of an accepted upload: the picture it was, upright, in sRGB, and nothing else of the file. */
export async function expectServed(base: string, kept: Kept, metadata: PictureMetadata): Promise<void> {
  const { mimeType, width, height, look, tolerance = 8 } = kept;
  expect(metadata).toMatchObject({ mimeType, width, height });
  const answered = await fetch(`${base}${metadata.url}`);
  const bytes = new Uint8Array(await answered.arrayBuffer());
  const digest = sha256(bytes);
  expect({
    status: answered.status,
    type: answered.headers.get('content-type'),
    etag: answered.headers.get('etag'),
    digest: metadata.digest,
    byteSize: metadata.byteSize,
  }).toEqual({ status: 200, type: mimeType, etag: `"${digest}"`, digest, byteSize: bytes.byteLength });

  for (const trace of forbidden)
    expect({ trace: String.fromCharCode(...trace), at: Buffer.from(bytes).indexOf(trace) }).toMatchObject({ at: -1 });
  const { exif, icc, iptc, xmp, comments, orientation, ...rest } = await sharp(bytes).metadata();
  expect([exif, icc, iptc, xmp, comments, orientation].every((part) => part === undefined)).toBe(true);
  expect({ width: rest.width, height: rest.height, space: rest.space, pages: rest.pages ?? 1 }).toEqual({
    width,
    height,
    space: 'srgb',
    pages: 1,
  });
  expect(Math.max(width, height)).toBeLessThanOrEqual(2048);
  const decoded = await sharp(bytes, { failOn: 'warning' }).ensureAlpha().raw().toBuffer();
  expect(decoded.byteLength).toBe(width * height * 4);
  if (look) expectLook(look, tolerance, (x, y) => decoded.subarray((y * width + x) * 4, (y * width + x) * 4 + 4), kept);

  const sized = await fetch(`${base}${metadata.url}&size=64&format=webp`);
  const square = await sharp(await sized.arrayBuffer()).metadata();
  const side = Math.min(64, width, height);
  expect({ status: sized.status, width: square.width, height: square.height }).toEqual({
    status: 200,
    width: side,
    height: side,
  });
}

/** Each place looks as it should: near its own colour, and nearer to it than to any other's. */
function expectLook(
  look: Look,
  tolerance: number,
  pixelAt: (x: number, y: number) => Uint8Array,
  { width, height }: Kept,
): void {
  const colours = look.map((hex) => Uint8Array.fromHex(`${hex.slice(1)}ff`.slice(0, 8)));
  const seen = places.map(([across, down]) => pixelAt(Math.floor(across * width), Math.floor(down * height)));
  const far = seen.map((pixel) => colours.map((colour) => distance(pixel, colour)));
  const isRight = far.every((row, index) => {
    const own = row[index] ?? Number.NaN;
    return own <= tolerance && own === Math.min(...row);
  });
  expect({ isRight, seen: seen.map((pixel) => pixel.toHex()) }).toEqual({
    isRight: true,
    seen: seen.map((pixel) => pixel.toHex()),
  });
}

/** How far the channel is off that is off furthest. What cannot be seen at all has no colour. */
function distance(one: Uint8Array, other: Uint8Array): number {
  if (one[3] === 0 && other[3] === 0) return 0;
  return Math.max(...other.map((value, channel) => Math.abs(value - (one[channel] ?? Number.NaN))));
}
