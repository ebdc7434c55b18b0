import { bytes, indexOf, join, overwrite, uint } from '../../src/imaging/testing/bytes';
import { plain, quarters } from '../../src/imaging/testing/samples';
import { alphaOf, avifFile, coded, gridOf, type Item, ispe, pixi } from './avif-container';
import { type CorpusFile, refuses } from './entry';
import { encodeGif } from './gif-encoder';
import { encodeJpeg } from './jpeg-encoder';
import { greyPlane } from './jpeg-planes';
import { animation, flatLossless, frame, has, pixelsOf, riff, vp8x } from './webp-container';
import { blackPng } from './zeros';

const depth = pixi(8, 8, 8);
const tooLarge = (name: string, mimeType: string, make: CorpusFile['make']) =>
  refuses(name, mimeType, make, 'too_many_pixels');
const broken = (name: string, mimeType: string, make: CorpusFile['make']) =>
  refuses(name, mimeType, make, 'undecodable');

/** The frame header of a JPEG, which is as good as any where nothing is decoded. */
const jpegOf = (width: number, height: number) => {
  const file = encodeJpeg([greyPlane]);
  return overwrite(file, indexOf(file, '\xff\xc0') + 5, join(uint(height, 2), uint(width, 2)));
};
const pngOf = (width: number, height: number) => {
  const file = blackPng([1, 1]);
  const header = join(bytes('IHDR'), uint(width, 4), uint(height, 4), file.subarray(24, 29));
  return join(file.subarray(0, 12), header, uint(Bun.hash.crc32(header), 4), file.subarray(33));
};
const lossy = () => plain().webp().toBuffer();
const tile = () => coded(plain('#2040e0', 64, 64));
const item = async (...properties: Uint8Array[]): Promise<Item> => {
  const { settings, stream } = await tile();
  return { type: 'av01', data: stream, properties: [settings, ...properties] };
};

/** Small files that say they are gigapixels. */
export const claims: CorpusFile[] = [
  tooLarge('PNG of 2³¹ − 1 squared', 'image/png', () => pngOf(0x7fffffff, 0x7fffffff)),
  tooLarge('PNG of 2³² − 1 squared', 'image/png', () => pngOf(0xffffffff, 0xffffffff)),
  tooLarge('PNG of 50,000,001 × 1', 'image/png', () => pngOf(50_000_001, 1)),
  // Rows of millions of pixels cost a decoder gigabytes, however few of them there are.
  ...(
    [
      [1, 50_000_000],
      [50_000_000, 1],
    ] as const
  ).map(([width, height]) =>
    tooLarge(`PNG of ${width.toLocaleString('en')} × ${height.toLocaleString('en')}, whole`, 'image/png', () =>
      blackPng([width, height], { colourType: 6, bitDepth: 16 }),
    ),
  ),
  tooLarge('PNG that says 16,777,218 × 2 in 69 bytes', 'image/png', () => pngOf(16_777_218, 2)),
  tooLarge('JPEG of 65,535 squared', 'image/jpeg', () => jpegOf(65_535, 65_535)),
  tooLarge('JPEG of 65,535 × 763', 'image/jpeg', () => jpegOf(65_535, 763)),
  tooLarge('lossy WebP of 16,383 squared', 'image/webp', async () =>
    overwrite(await lossy(), 26, bytes('\xff\x3f\xff\x3f')),
  ),
  tooLarge('lossless WebP of 16,384 squared, whole', 'image/webp', () => flatLossless(16_384, 16_384)),
  tooLarge('WebP canvas of 2²⁴ squared', 'image/webp', async () =>
    riff(vp8x(0, 1 << 24, 1 << 24), pixelsOf(await lossy())),
  ),
  tooLarge('animated WebP canvas of 2²⁴ × 4', 'image/webp', async () =>
    riff(vp8x(has.animation, 1 << 24, 4), animation(), frame(0, 0, 16, 16, pixelsOf(await lossy()))),
  ),
  tooLarge('GIF screen of 65,535 squared', 'image/gif', () =>
    encodeGif({
      width: 65_535,
      height: 65_535,
      palette: new Uint8Array(12),
      frames: [{ width: 1, height: 1, pixel: () => 0 }],
    }),
  ),
  tooLarge('GIF frame far outside its screen', 'image/gif', () =>
    encodeGif({
      width: 1,
      height: 1,
      palette: new Uint8Array(12),
      frames: [{ left: 60_000, top: 60_000, width: 1, height: 1, pixel: () => 0 }],
    }),
  ),
  tooLarge('AVIF of 100,000 squared', 'image/avif', async () =>
    avifFile({ items: [await item(ispe(100_000, 100_000), depth)] }),
  ),
  tooLarge('AVIF of 2³² − 1 squared', 'image/avif', async () =>
    avifFile({ items: [await item(ispe(0xffffffff, 0xffffffff), depth)] }),
  ),
  tooLarge('AVIF whose alpha is 100,000 squared', 'image/avif', async () => {
    const alpha: Item = { ...(await item(ispe(100_000, 100_000), pixi(8), alphaOf)), refers: [['auxl', 1]] };
    return avifFile({ items: [await item(ispe(64, 64), depth), alpha] });
  }),
  tooLarge('AVIF of tiles that together are 16,384 squared', 'image/avif', async () => {
    const refers = [['dimg', ...Array.from({ length: 256 * 256 - 1 }, () => 2)]] as const;
    const grid: Item = {
      type: 'grid',
      data: gridOf(256, 256, 16_384, 16_384),
      properties: [ispe(16_384, 16_384), depth],
      refers,
    };
    return avifFile({ items: [grid, await item(ispe(64, 64), depth)] });
  }),
  broken('PNG of 0 × 0', 'image/png', () => pngOf(0, 0)),
  broken('JPEG whose height comes later', 'image/jpeg', () => jpegOf(64, 0)),
  broken('GIF of 0 × 0', 'image/gif', () =>
    encodeGif({ width: 0, height: 0, frames: [{ width: 0, height: 0, pixel: () => 0 }] }),
  ),
  broken('PNG of fifty million pixels, of which one is there', 'image/png', () => pngOf(7071, 7071)),
  broken('JPEG of fifty million pixels, of which few are there', 'image/jpeg', () => jpegOf(7071, 7071)),
  broken('lossy WebP of fifty million pixels, of which few are there', 'image/webp', async () =>
    overwrite(await lossy(), 26, join(uint(7071, 2, true), uint(7071, 2, true))),
  ),
  broken('WebP canvas larger than its picture', 'image/webp', async () =>
    riff(vp8x(0, 7000, 7000), pixelsOf(await quarters().webp().toBuffer())),
  ),
  broken('AVIF that says fifty million pixels and holds few', 'image/avif', async () =>
    avifFile({ items: [await item(ispe(7071, 7071), depth)] }),
  ),
  broken('AVIF that says one pixel and holds a million', 'image/avif', async () => {
    const { settings, stream } = await coded(plain('#2040e0', 1024, 1024));
    return avifFile({ items: [{ type: 'av01', data: stream, properties: [settings, ispe(1, 1), depth] }] });
  }),
  tooLarge('AVIF grid that says 64 squared and is 65,536 squared', 'image/avif', async () => {
    const refers = [['dimg', ...Array.from({ length: 256 }, () => 2)]] as const;
    const grid: Item = {
      type: 'grid',
      data: gridOf(16, 16, 65_536, 65_536),
      properties: [ispe(64, 64), depth],
      refers,
    };
    return avifFile({ items: [grid, await item(ispe(64, 64), depth)] });
  }),
  broken('AVIF grid made of itself', 'image/avif', async () => {
    const grid: Item = {
      type: 'grid',
      data: gridOf(1, 1, 64, 64),
      properties: [ispe(64, 64), depth],
      refers: [['dimg', 1]],
    };
    return avifFile({ items: [grid, await item(ispe(64, 64), depth)] });
  }),
  broken('AVIF picture that is another’s, which is its own', 'image/avif', () => {
    const same = (other: number): Item => ({
      type: 'iden',
      data: new Uint8Array(),
      properties: [ispe(64, 64)],
      refers: [['dimg', other]],
    });
    return avifFile({ items: [same(2), same(1)] });
  }),
  broken('AVIF whose only items lie outside the file', 'image/avif', async () =>
    avifFile({ items: [await item(ispe(64, 64), depth)] }).subarray(0, -1),
  ),
];
