import { bytes, insert, join } from '../../src/imaging/testing/bytes';
import { corners, rgb } from '../../src/imaging/testing/samples';
import { type CorpusFile, keeps, type Look, planted, upright } from './entry';
import { xmp } from './exif';
import { encodeGif, type GifFrame, gifExtension } from './gif-encoder';

type Gif = Parameters<typeof encodeGif>[0];
type Expected = Parameters<typeof keeps>[3];
const width = 64;
const height = 48;
const kept = { mimeType: 'image/png', width, height, look: upright, tolerance: 2 } as const;
const palette = Uint8Array.from(Object.values(corners).flatMap(rgb));
const dark = Uint8Array.from({ length: 12 }, (_, at) => at);

const quarters: GifFrame = {
  width,
  height,
  pixel: (x, y) => (y * 2 < height ? 0 : 2) + (x * 2 < width ? 0 : 1),
};
const plain: GifFrame = { width, height, pixel: () => 3 };
const inMiddle: GifFrame = { left: 16, top: 12, width: 32, height: 24, pixel: () => 0 };
const loop = gifExtension(0xff, bytes('NETSCAPE2.0'), bytes('\x01\0\0'));
const comment = gifExtension(0xfe, bytes(planted), bytes('<script>alert(1)</script>'));
const plainText = gifExtension(0x01, bytes('\0\0\0\0\x40\0\x30\0\x08\x08\x01\0'), bytes(planted));
/** XMP lies in a GIF as it is, and a trailer of descending numbers leads every reader to its end (XMP part 3 section 1.1.2). */
const xmpInGif = join(
  bytes('\x21\xff\x0bXMP DataXMP'),
  xmp,
  Uint8Array.from({ length: 257 }, (_, at) => (at === 0 ? 1 : 256 - at)),
  bytes('\0'),
);
const [first, , third, fourth] = upright;
const clear = '#00000000';

const gif = (name: string, more: Partial<Gif>, expected: Partial<Expected> = {}): CorpusFile =>
  keeps(`GIF, ${name}`, 'image/gif', () => encodeGif({ width, height, palette, frames: [quarters], ...more }), {
    ...kept,
    ...expected,
  });

const nothing: Look = [clear, clear, clear, clear];

/** GIFs of every kind. All become PNG, of their first frame. */
export const gifs: CorpusFile[] = [
  gif('87a', { version: '87a' }),
  gif('89a', {}),
  gif('interlaced', { frames: [{ ...quarters, interlaced: true }] }),
  gif('colours of the frame alone', { palette: undefined, frames: [{ ...quarters, palette }] }),
  gif('colours of the frame before those of the file', { palette: dark, frames: [{ ...quarters, palette }] }),
  gif('128 colours', { palette: join(palette, new Uint8Array(128 * 3 - 12)) }),
  gif('animated', { before: [loop], frames: [quarters, plain, { ...quarters, interlaced: true }] }),
  gif('animated, each frame with colours of its own', {
    frames: [
      { ...quarters, palette },
      { ...plain, palette: dark },
    ],
  }),
  ...[1, 2, 3, 7].map((disposal) =>
    gif(`animated, disposal ${disposal}`, {
      frames: [
        { ...quarters, disposal },
        { ...plain, disposal },
      ],
    }),
  ),
  gif(
    'a colour that is transparent',
    { frames: [{ ...quarters, transparent: 1 }] },
    { look: [first, clear, third, fourth] },
  ),
  gif('all of it transparent', { frames: [{ ...plain, transparent: 3 }] }, { look: nothing }),
  gif('a transparent colour that is not there', { frames: [{ ...quarters, transparent: 200 }] }),
  gif(
    'a frame smaller than its screen, with a transparent colour',
    { frames: [{ ...inMiddle, transparent: 1 }] },
    { look: nothing },
  ),
  gif('a frame smaller than its screen', { frames: [inMiddle] }, { look: nothing }),
  gif('a frame smaller than its screen, and then a whole one', { frames: [inMiddle, quarters] }, { look: nothing }),
  gif('a background, which nobody shows', { background: 2, frames: [inMiddle] }, { look: nothing }),
  gif('a comment, plain text and XMP', { before: [comment, plainText, xmpInGif] }),
  gif('comments behind the frames', { after: [comment, comment] }),
  gif('a comment of 100 kB', {
    before: [gifExtension(0xfe, ...Array.from({ length: 400 }, () => new Uint8Array(255).fill(0x41)))],
  }),
  gif('an extension that does not exist', { before: [gifExtension(0x77, bytes(planted))] }),
  gif(
    'one pixel',
    { width: 1, height: 1, frames: [{ ...plain, width: 1, height: 1 }] },
    { width: 1, height: 1, look: [fourth, fourth, fourth, fourth] },
  ),
  gif(
    '3,000 wide',
    { width: 3000, height: 30, frames: [{ ...plain, width: 3000, height: 30 }] },
    { width: 2048, height: 20, look: [fourth, fourth, fourth, fourth] },
  ),
  ...(
    [
      ['a ZIP', `PK\x03\x04\x14\0\0\0\0\0${planted}PK\x05\x06${'\0'.repeat(18)}`],
      ['PHP', `<?php ${planted}; ?>`],
      ['a page', `<html><script>alert("${planted}")</script>`],
    ] as const
  ).map(([name, tail]) =>
    keeps(
      `GIF, followed by ${name}`,
      'image/gif',
      () => join(encodeGif({ width, height, palette, frames: [quarters] }), bytes(tail)),
      kept,
    ),
  ),
  keeps(
    'GIF, a terminator too many',
    'image/gif',
    () => {
      const file = encodeGif({ width, height, palette, frames: [quarters] });
      return insert(file, file.byteLength - 1, Uint8Array.of(0));
    },
    kept,
  ),
];
