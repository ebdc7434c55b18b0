import { bytes, indexOf, join, overwrite, uint } from '../../src/imaging/testing/bytes';
import { acceptedSamples, plain, quarters, translucent } from '../../src/imaging/testing/samples';
import { alphaOf, avifFile, box, coded, gridOf, type Item, imir, irot, ispe, pixi } from './avif-container';
import { movie } from './avif-sequence';
import { type CorpusFile, keeps, type Look, planted, upright } from './entry';
import { phoneExif, xmp } from './exif';

type Expected = Parameters<typeof keeps>[3];
const kept = { mimeType: 'image/avif', width: 64, height: 48, look: upright, tolerance: 14 } as const;
const [first, second, third, fourth] = upright;
const through: Look = ['#c8643280', '#c8643280', '#c8643280', '#c8643280'];

const avif = (name: string, make: CorpusFile['make'], expected: Partial<Expected> = {}) =>
  keeps(`AVIF, ${name}`, 'image/avif', make, { ...kept, ...expected });

const library = (name: string, options: object, expected: Partial<Expected> = {}) =>
  avif(
    name,
    () =>
      quarters()
        .avif({ effort: 0, quality: 80, ...options })
        .toBuffer(),
    expected,
  );

const size = ispe(64, 48);
const depth = pixi(8, 8, 8);
/** A file made here of a picture coded there, and of what is said of it. */
const composed = (
  name: string,
  properties: readonly Uint8Array[],
  more: readonly Item[] = [],
  expected: Partial<Expected> = {},
) =>
  avif(
    name,
    async () => {
      const { settings, stream } = await coded(quarters());
      return avifFile({
        items: [{ type: 'av01', data: stream, properties: [settings, size, depth, ...properties] }, ...more],
      });
    },
    expected,
  );

const exif = (orientation: number): Item => ({
  type: 'Exif',
  data: join(uint(0, 4), phoneExif(orientation)),
  refers: [['cdsc', 1]],
});
const turned = (look: Look): Partial<Expected> => ({ width: 48, height: 64, look });

/** A still picture, and the same as a film of five frames. */
export async function animatedAvif(): Promise<Uint8Array> {
  const { settings, stream } = await coded(quarters());
  const items: readonly Item[] = [{ type: 'av01', data: stream, properties: [settings, size, depth] }];
  const still = { items, compatible: ['avif', 'avis', 'msf1', 'mif1', 'miaf', 'iso8'] };
  const at = indexOf(avifFile(still), 'mdat') + 4;
  const film = movie({ width: 64, height: 48, settings, at, bytes: stream.byteLength, frames: 5 });
  return avifFile({ ...still, after: [film] });
}

/** What libraries make, and what containers say. */
export const avifs: CorpusFile[] = [
  ...[8, 10, 12].map((bitdepth) => library(`${bitdepth} bits`, { bitdepth })),
  ...[8, 10].map((bitdepth) => library(`4:2:0 of ${bitdepth} bits`, { bitdepth, chromaSubsampling: '4:2:0' })),
  library('lossless', { lossless: true }),
  library('quality 1', { quality: 1 }, { tolerance: 120, look: undefined }),
  avif('grey', () => quarters().toColourspace('b-w').avif({ effort: 0 }).toBuffer(), { look: undefined }),
  avif('with alpha', () => translucent().avif({ effort: 0 }).toBuffer(), { look: through }),
  avif('with alpha, 10 bits', () => translucent().avif({ effort: 0, bitdepth: 10 }).toBuffer(), { look: through }),
  avif('with Display P3', () => quarters().withIccProfile('p3').avif({ effort: 0, quality: 90 }).toBuffer()),
  avif('one pixel', () => plain(first, 1, 1).avif({ effort: 0 }).toBuffer(), { width: 1, height: 1, look: undefined }),
  avif('odd sides', () => plain(first, 61, 31).avif({ effort: 0 }).toBuffer(), {
    width: 61,
    height: 31,
    look: undefined,
  }),
  avif('larger than what is kept', () => plain(second, 3000, 1500).avif({ effort: 0 }).toBuffer(), {
    width: 2048,
    height: 1024,
    look: [second, second, second, second],
  }),
  composed('in boxes of our own', []),
  composed('turned by a quarter', [irot(1)], [], turned([second, fourth, first, third])),
  composed('turned by a half', [irot(2)], [], { look: [fourth, third, second, first] }),
  composed('turned by three quarters', [irot(3)], [], turned([third, first, fourth, second])),
  composed('mirrored top to bottom', [imir(0)], [], { look: [third, fourth, first, second] }),
  composed('mirrored left to right', [imir(1)], [], { look: [second, first, fourth, third] }),
  composed('turned and mirrored', [irot(1), imir(1)], [], turned([fourth, second, third, first])),
  composed('EXIF with a place', [], [exif(1)]),
  composed('turned, and EXIF that says so again', [irot(3)], [exif(6)], turned([third, first, fourth, second])),
  composed('XMP', [], [{ type: 'mime', data: xmp, refers: [['cdsc', 1]] }]),
  composed('a property that does not exist', [box('free', bytes(planted))]),
  avif('a thumbnail', async () => {
    const [main, small] = [await coded(quarters()), await coded(plain(first, 16, 12))];
    return avifFile({
      items: [
        { type: 'av01', data: main.stream, properties: [main.settings, size, depth] },
        { type: 'av01', data: small.stream, properties: [small.settings, ispe(16, 12), depth], refers: [['thmb', 1]] },
      ],
    });
  }),
  avif('a second picture', async () => {
    const [main, other] = [await coded(quarters()), await coded(plain(first, 16, 12))];
    const items: Item[] = [
      { type: 'av01', data: other.stream, properties: [other.settings, ispe(16, 12), depth] },
      { type: 'av01', data: main.stream, properties: [main.settings, size, depth] },
    ];
    return avifFile({ items, primary: 2 });
  }),
  avif(
    'four tiles',
    async () => {
      const tiles = await Promise.all(upright.map((colour) => coded(plain(colour, 64, 64))));
      const grid: Item = {
        type: 'grid',
        data: gridOf(2, 2, 128, 128),
        properties: [ispe(128, 128), depth],
        refers: [['dimg', 2, 3, 4, 5]],
      };
      const items = tiles.map(
        ({ settings, stream }): Item => ({ type: 'av01', data: stream, properties: [settings, ispe(64, 64), depth] }),
      );
      return avifFile({ items: [grid, ...items] });
    },
    { width: 128, height: 128 },
  ),
  avif(
    'four tiles that are the same',
    async () => {
      const { settings, stream } = await coded(plain(first, 64, 64));
      const grid: Item = {
        type: 'grid',
        data: gridOf(2, 2, 128, 128),
        properties: [ispe(128, 128), depth],
        refers: [['dimg', 2, 2, 2, 2]],
      };
      return avifFile({ items: [grid, { type: 'av01', data: stream, properties: [settings, ispe(64, 64), depth] }] });
    },
    { width: 128, height: 128, look: [first, first, first, first] },
  ),
  avif(
    'alpha of the same picture',
    async () => {
      const { settings, stream } = await coded(quarters());
      const mask = await coded(plain('#808080', 64, 48).toColourspace('b-w'));
      return avifFile({
        items: [
          { type: 'av01', data: stream, properties: [settings, size, depth] },
          {
            type: 'av01',
            data: mask.stream,
            properties: [mask.settings, size, pixi(8), alphaOf],
            refers: [['auxl', 1]],
          },
        ],
      });
    },
    { look: [`${first}80`, `${second}80`, `${third}80`, `${fourth}80`] },
  ),
  avif('animated', animatedAvif),
  // The brand that every encoder gives an animation.
  avif('animated, of brand avis', async () => overwrite(await animatedAvif(), 8, bytes('avis'))),
  ...(
    [
      ['a ZIP', `PK\x03\x04\x14\0\0\0\0\0${planted}PK\x05\x06${'\0'.repeat(18)}`],
      ['PHP', `<?php ${planted}; ?>`],
      ['a page', `<html><script>alert("${planted}")</script>`],
    ] as const
  ).map(([name, tail]) => avif(`followed by ${name}`, async () => join(await acceptedSamples.AVIF[1](), bytes(tail)))),
];
