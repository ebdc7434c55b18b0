import { bytes, join, riffChunk } from '../../src/imaging/testing/bytes';
import { acceptedSamples, plain, quarters, translucent } from '../../src/imaging/testing/samples';
import { type CorpusFile, keeps, type Look, planted, upright } from './entry';
import { phoneExif, xmp } from './exif';
import { swappingProfile } from './icc';
import { animation, flatLossless, frame, has, pixelsOf, riff, vp8x } from './webp-container';

type Expected = Parameters<typeof keeps>[3];
const kept = { mimeType: 'image/webp', width: 64, height: 48, look: upright, tolerance: 14 } as const;
const [first, second, third, fourth] = upright;
const through: Look = ['#c8643280', '#c8643280', '#c8643280', '#c8643280'];

const webp = (name: string, make: CorpusFile['make'], expected: Partial<Expected> = {}) =>
  keeps(`WebP, ${name}`, 'image/webp', make, { ...kept, ...expected });

const lossy = () => quarters().webp({ quality: 90 }).toBuffer();
const lossless = () => quarters().webp({ lossless: true }).toBuffer();
/** An extended file: its flags, chunks, and the pixels of a lossy picture between them. */
const extended =
  (flags: number, before: readonly Uint8Array[] = [], after: readonly Uint8Array[] = [], pixels = lossy) =>
  async () =>
    riff(vp8x(flags, 64, 48), ...before, pixelsOf(await pixels()), ...after);

const exif = riffChunk('EXIF', phoneExif(6));
const xmpChunk = riffChunk('XMP ', xmp);
const profile = riffChunk('ICCP', swappingProfile);
const turned: Partial<Expected> = { width: 48, height: 64, look: [third, first, fourth, second] };
const swapped: Partial<Expected> = { look: ['#2020e0', '#20c020', '#e04020', '#20d0e0'], tolerance: 18 };
const frames = () => sharpFrames([quarters(), quarters().negate()]);

async function sharpFrames(pictures: readonly ReturnType<typeof quarters>[]): Promise<Uint8Array[]> {
  return Promise.all(pictures.map(async (each) => frame(0, 0, 64, 48, pixelsOf(await each.webp().toBuffer()))));
}

export const webps: CorpusFile[] = [
  webp('lossy', lossy),
  webp('lossless', lossless),
  webp('nearly lossless', () => quarters().webp({ nearLossless: true }).toBuffer()),
  webp('quality 1', () => quarters().webp({ quality: 1 }).toBuffer(), { tolerance: 80 }),
  webp('lossy with alpha', () => translucent().webp().toBuffer(), { look: through }),
  webp('lossless with alpha', () => translucent().webp({ lossless: true }).toBuffer(), { look: through }),
  webp('lossy with coarse alpha', () => translucent().webp({ alphaQuality: 1 }).toBuffer(), {
    look: through,
    tolerance: 20,
  }),
  webp('one pixel', () => plain(first, 1, 1).webp().toBuffer(), { width: 1, height: 1, look: undefined }),
  webp('one pixel in 40 bytes', () => flatLossless(1, 1), { width: 1, height: 1, look: undefined }),
  webp('16,383 wide', () => flatLossless(16_383, 16), {
    width: 2048,
    height: 2,
    look: [second, second, second, second],
  }),
  webp('16,383 high', () => flatLossless(16, 16_383), {
    width: 2,
    height: 2048,
    look: [second, second, second, second],
  }),
  webp('extended for nothing', extended(0)),
  webp('extended, lossless', extended(0, [], [], lossless)),
  webp('EXIF that turns it', extended(has.exif, [], [exif]), turned),
  webp('EXIF that turns it, before the pixels', extended(has.exif, [exif]), turned),
  webp(
    'EXIF that turns it, as in JPEG',
    extended(has.exif, [], [riffChunk('EXIF', join(bytes('Exif\0\0'), phoneExif(6)))]),
    turned,
  ),
  webp('XMP', extended(has.xmp, [], [xmpChunk])),
  webp('a profile that takes red for blue', extended(has.icc, [profile]), swapped),
  webp('a profile, EXIF and XMP', extended(has.icc | has.exif | has.xmp, [profile], [exif, xmpChunk]), {
    ...turned,
    look: undefined,
  }),
  webp('EXIF and XMP that it does not tell of', extended(0, [], [riffChunk('EXIF', phoneExif(1)), xmpChunk])),
  webp('EXIF and a profile that are not there', extended(has.exif | has.icc)),
  webp('chunks that do not exist', extended(0, [riffChunk('abcd', bytes(planted))], [riffChunk('odd ', bytes('123'))])),
  webp('animated', async () => riff(vp8x(has.animation, 64, 48), animation(), ...(await frames()))),
  webp('animated, of one frame', async () =>
    riff(vp8x(has.animation, 64, 48), animation(), ...(await frames()).slice(0, 1)),
  ),
  webp(
    'animated, with EXIF that turns it',
    async () => riff(vp8x(has.animation | has.exif, 64, 48), animation(), ...(await frames()), exif),
    turned,
  ),
  webp('animated, by a library', acceptedSamples['animated WebP'][1]),
  webp(
    'animated, a first frame smaller than the picture',
    async () => {
      const part = pixelsOf(await plain(first, 32, 24).webp().toBuffer());
      return riff(
        vp8x(has.animation | has.alpha, 64, 48),
        animation(),
        frame(16, 12, 32, 24, part),
        ...(await frames()),
      );
    },
    { look: ['#00000000', '#00000000', '#00000000', '#00000000'] },
  ),
  ...(
    [
      ['a ZIP', `PK\x03\x04\x14\0\0\0\0\0${planted}PK\x05\x06${'\0'.repeat(18)}`],
      ['PHP', `<?php ${planted}; ?>`],
      ['a page', `<html><script>alert("${planted}")</script>`],
      ['one byte', '\0'],
    ] as const
  ).map(([name, tail]) => webp(`followed by ${name}`, async () => join(await lossy(), bytes(tail)))),
];
