import { manyScans } from '../../src/imaging/testing/bombs';
import { plain, texture } from '../../src/imaging/testing/samples';
import { avifFile, coded, gridOf, type Item, ispe, pixi } from './avif-container';
import { type CorpusFile, keeps, upright } from './entry';
import { flatGif } from './gif-runs';
import { encodeJpeg } from './jpeg-encoder';
import { cmykPlanes, yccPlanes } from './jpeg-planes';
import { animation, flatLossless, frame, has, pixelsOf, riff, vp8x } from './webp-container';
import { blackPng } from './zeros';

const black = { width: 2048, height: 2048, look: ['#000000', '#000000', '#000000', '#000000'] } as const;
const side = 7071;

/** As large as is allowed, in few bytes: each is worked on in full. */
export const largest: CorpusFile[] = [
  keeps(
    'PNG of fifty megapixels, one bit each',
    'image/png',
    () => blackPng([side, side], { colourType: 0, bitDepth: 1 }),
    { mimeType: 'image/png', ...black },
  ),
  keeps('PNG of fifty megapixels', 'image/png', () => blackPng([side, side]), { mimeType: 'image/png', ...black }),
  keeps(
    'PNG of fifty megapixels of 64 bits, interlaced',
    'image/png',
    () => blackPng([side, side], { colourType: 6, bitDepth: 16, interlaced: true }),
    { mimeType: 'image/png', ...black, look: undefined },
  ),
  keeps('PNG of 65,535 × 762 of 64 bits', 'image/png', () => blackPng([65_535, 762], { colourType: 6, bitDepth: 16 }), {
    mimeType: 'image/png',
    width: 2048,
    height: 24,
  }),
  keeps('JPEG of fifty megapixels', 'image/jpeg', () => encodeJpeg(yccPlanes(2, 2), { width: 7040, height: 7040 }), {
    mimeType: 'image/jpeg',
    ...black,
    look: upright,
    tolerance: 16,
  }),
  keeps(
    'JPEG of fifty megapixels, progressive, in ink',
    'image/jpeg',
    () => encodeJpeg(cmykPlanes, { width: 7040, height: 7040, frame: 0xc2 }),
    { mimeType: 'image/jpeg', ...black, look: upright, tolerance: 110 },
  ),
  keeps('JPEG of fifty megapixels in a hundred scans', 'image/jpeg', () => manyScans(side, 100), {
    mimeType: 'image/jpeg',
    ...black,
    look: undefined,
  }),
  keeps('lossless WebP of fifty megapixels in 38 bytes', 'image/webp', () => flatLossless(16_383, 3050, [0, 0, 0]), {
    mimeType: 'image/webp',
    width: 2048,
    height: 381,
    look: black.look,
  }),
  keeps(
    'animated WebP of fifty megapixels',
    'image/webp',
    async () =>
      riff(
        vp8x(has.animation, 16_383, 3050),
        animation(),
        ...Array.from({ length: 100 }, () =>
          frame(0, 0, 16_383, 3050, pixelsOf(flatLossless(16_383, 3050, [0, 0, 0]))),
        ),
      ),
    { mimeType: 'image/webp', width: 2048, height: 381 },
  ),
  keeps('GIF of fifty megapixels', 'image/gif', () => flatGif(side, side), { mimeType: 'image/png', ...black }),
  keeps(
    'AVIF of 44 megapixels in tiles',
    'image/avif',
    async () => {
      const { settings, stream } = await coded(plain('#000000', 1024, 1024));
      const refers = [['dimg', ...Array.from({ length: 42 }, () => 2)]] as const;
      const grid: Item = {
        type: 'grid',
        data: gridOf(6, 7, 7168, 6144),
        properties: [ispe(7168, 6144), pixi(8, 8, 8)],
        refers,
      };
      return avifFile({
        items: [grid, { type: 'av01', data: stream, properties: [settings, ispe(1024, 1024), pixi(8, 8, 8)] }],
      });
    },
    { mimeType: 'image/avif', width: 2048, height: 1755, look: black.look },
  ),
  keeps(
    'JPEG of twelve megapixels of noise',
    'image/jpeg',
    () => texture(4000, 3000).jpeg({ quality: 85 }).toBuffer(),
    { mimeType: 'image/jpeg', width: 2048, height: 1536 },
  ),
];
