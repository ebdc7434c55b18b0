import { manyGifFrames, manyScans, manyWebpFrames, textBomb } from '../../src/imaging/testing/bombs';
import { bytes, insert, join, jpegSegment, pngChunk, uint, withPngChunks } from '../../src/imaging/testing/bytes';
import { acceptedSamples, quarters } from '../../src/imaging/testing/samples';
import { type CorpusFile, keeps, refuses, upright } from './entry';
import { exifSegment, tiff } from './exif';
import { encodeGif, gifExtension, subBlocks } from './gif-encoder';
import { encodeJpeg } from './jpeg-encoder';
import { yccPlanes } from './jpeg-planes';
import { flatLossless, pixelsOf, riff, vp8x } from './webp-container';
import { blackPng } from './zeros';

const kept = { width: 64, height: 48, look: upright, tolerance: 16 } as const;
const png = () => quarters().png().toBuffer();
const jpeg = () => quarters().jpeg().toBuffer();
const webp = () => quarters().webp().toBuffer();

/** Little files that would be much if they were taken at their word. None may cost much. */
export const bombs: CorpusFile[] = [
  ...(['zTXt', 'iTXt', 'iCCP'] as const).map((name) =>
    keeps(
      `PNG whose ${name} inflates to 64 MB`,
      'image/png',
      async () => withPngChunks(await png(), textBomb(name, 64_000_000)),
      { ...kept, mimeType: 'image/png' },
    ),
  ),
  keeps(
    'PNG of 100,000 chunks',
    'image/png',
    async () => withPngChunks(await png(), ...Array.from({ length: 100_000 }, () => pngChunk('teXt', bytes('a\0b')))),
    { ...kept, mimeType: 'image/png' },
  ),
  keeps(
    'PNG whose pixels inflate to 256 MB more than it says',
    'image/png',
    () => blackPng([16, 16], { more: 256_000_000 }),
    { mimeType: 'image/png', width: 16, height: 16 },
  ),
  keeps(
    'PNG of 500,000 empty pieces of data',
    'image/png',
    async () => {
      const file = await png();
      return insert(file, 33, Buffer.alloc(6_000_000, pngChunk('IDAT', new Uint8Array())));
    },
    { ...kept, mimeType: 'image/png' },
  ),
  refuses('JPEG of 10,000 scans', 'image/jpeg', () => manyScans(64, 10_000), 'undecodable'),
  keeps('JPEG of 100 scans', 'image/jpeg', () => manyScans(64, 100), { mimeType: 'image/jpeg', width: 64, height: 64 }),
  keeps(
    'JPEG of 2,000,000 empty comments',
    'image/jpeg',
    async () => insert(await jpeg(), 2, Buffer.alloc(8_000_000, jpegSegment(0xfe, bytes('')))),
    { ...kept, mimeType: 'image/jpeg' },
  ),
  keeps(
    'JPEG of 65,000 tables',
    'image/jpeg',
    () =>
      encodeJpeg(yccPlanes(), {
        segments: [Buffer.alloc(69 * 65_000, jpegSegment(0xdb, join(uint(0, 1), new Uint8Array(64).fill(1))))],
      }),
    { mimeType: 'image/jpeg', width: 64, height: 32, look: upright, tolerance: 16 },
  ),
  keeps(
    'JPEG whose EXIF has 2,000 directories in one another',
    'image/jpeg',
    async () => {
      let entries: Parameters<typeof tiff>[1] = [[0x0112, 3, uint(1, 2)]];
      for (let depth = 0; depth < 2000; depth++) entries = [[0x8769, 4, entries]];
      return insert(await jpeg(), 2, exifSegment(tiff(false, entries)));
    },
    { ...kept, mimeType: 'image/jpeg' },
  ),
  keeps(
    'JPEG whose EXIF says 65,535 entries',
    'image/jpeg',
    async () =>
      insert(await jpeg(), 2, exifSegment(join(bytes('MM\0*\0\0\0\x08\xff\xff'), new Uint8Array(60_000).fill(0xff)))),
    { ...kept, mimeType: 'image/jpeg' },
  ),
  keeps(
    'JPEG whose profile says it has 2³² tags',
    'image/jpeg',
    async () => {
      const profile = join(
        uint(1000, 4),
        new Uint8Array(32),
        bytes('acsp'),
        new Uint8Array(88),
        uint(0xffffffff, 4),
        new Uint8Array(868),
      );
      return insert(await jpeg(), 2, jpegSegment(0xe2, join(bytes('ICC_PROFILE\0\x01\x01'), profile)));
    },
    { ...kept, mimeType: 'image/jpeg' },
  ),
  keeps('GIF of 20,000 frames', 'image/gif', () => manyGifFrames(20_000), {
    mimeType: 'image/png',
    width: 1,
    height: 1,
  }),
  keeps(
    'GIF of 20,000 frames of four megapixels, each one pixel',
    'image/gif',
    () => {
      const one = { width: 1, height: 1, pixel: () => 1 };
      const file = encodeGif({ width: 2000, height: 2000, palette: new Uint8Array(12), frames: [one] });
      return join(file.subarray(0, -1), ...Array.from({ length: 20_000 }, () => file.subarray(25, -1)), bytes(';'));
    },
    { mimeType: 'image/png', width: 2000, height: 2000 },
  ),
  keeps(
    'GIF of 9 MB of comments',
    'image/gif',
    () =>
      encodeGif({
        width: 1,
        height: 1,
        palette: new Uint8Array(12),
        frames: [{ width: 1, height: 1, pixel: () => 1 }],
        before: [Buffer.alloc(259 * 35_000, gifExtension(0xfe, new Uint8Array(255)))],
      }),
    { mimeType: 'image/png', width: 1, height: 1 },
  ),
  keeps(
    'GIF whose codes are all clear',
    'image/gif',
    () => {
      const file = encodeGif({
        width: 1,
        height: 1,
        palette: new Uint8Array(12),
        frames: [{ width: 1, height: 1, pixel: () => 1 }],
      });
      // 9 MB of code 128, eight bits each, before the only pixel.
      return join(
        file.subarray(0, 36),
        ...subBlocks(join(new Uint8Array(8_000_000).fill(128), Uint8Array.of(1, 129))),
        bytes(';'),
      );
    },
    { mimeType: 'image/png', width: 1, height: 1 },
  ),
  keeps(
    'WebP of 20,000 frames',
    'image/webp',
    async () => manyWebpFrames(await acceptedSamples['animated WebP'][1](), 20_000),
    { ...kept, mimeType: 'image/webp' },
  ),
  keeps(
    'WebP of 1,000,000 chunks',
    'image/webp',
    async () => riff(vp8x(0, 64, 48), pixelsOf(await webp()), Buffer.alloc(8_000_000, 'abcd\0\0\0\0')),
    { ...kept, mimeType: 'image/webp' },
  ),
  refuses(
    'lossless WebP without pixels, that says a whole code',
    'image/webp',
    () => flatLossless(7000, 7000).subarray(0, -12),
    'undecodable',
  ),
];
