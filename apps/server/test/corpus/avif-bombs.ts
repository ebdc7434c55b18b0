import { bytes, indexOf, join, overwrite, uint } from '../../src/imaging/testing/bytes';
import { plain, quarters } from '../../src/imaging/testing/samples';
import { avifFile, box, coded, fullBox, gridOf, type Item, ispe, pixi } from './avif-container';
import { movie } from './avif-sequence';
import { type CorpusFile, keeps, refuses, upright } from './entry';
import { zeroStream } from './zeros';

const depth = pixi(8, 8, 8);
const kept = { mimeType: 'image/avif', width: 64, height: 48, look: upright, tolerance: 16 } as const;

async function still(): Promise<Item> {
  const { settings, stream } = await coded(quarters());
  return { type: 'av01', data: stream, properties: [settings, ispe(64, 48), depth] };
}

/** A still picture and films of `frames` frames, all of them the same bytes, which take no more room than one. */
async function filmOf(frames: number, tracks = 1): Promise<Uint8Array> {
  const picture = await still();
  const { data, properties: [settings = data] = [] } = picture;
  const at = indexOf(avifFile({ items: [picture] }), 'mdat') + 4;
  let film = movie({ width: 64, height: 48, settings, at, bytes: data.byteLength, frames: 1 });
  for (const [name, place] of [
    ['stts', 12],
    ['stsc', 16],
    ['stsz', 12],
  ] as const)
    film = overwrite(film, indexOf(film, name) + place, uint(frames, 4));
  const from = indexOf(film, 'trak') - 4;
  const track = film.subarray(from);
  const others = Array.from({ length: tracks }, (_, n) =>
    overwrite(track, indexOf(track, 'tkhd') + 16, uint(n + 1, 4)),
  );
  return avifFile({ items: [picture], after: [box('moov', film.subarray(8, from), ...others)] });
}

/** Every item beside the picture names the same bytes, and these so many times over. */
async function repeatedMetadata(size: number, times: number, items: number): Promise<Uint8Array> {
  const data = new Uint8Array(size);
  const pieces = Array.from({ length: times }, () => [0, size] as const);
  const more = Array.from({ length: items }, (): Item => ({ type: 'Exif', data, refers: [['cdsc', 1]], pieces }));
  return avifFile({ items: [await still(), ...more] });
}

/** Tiles of a megapixel that are together as large as a decoder will allow, in a picture that says it is small. */
async function lyingGrid(more: (grid: Item, tile: Item) => Parameters<typeof avifFile>[0]): Promise<Uint8Array> {
  const { settings, stream } = await coded(plain('#2040e0', 1024, 1024));
  const refers = [['dimg', ...Array.from({ length: 256 }, () => 2)]] as const;
  const grid: Item = { type: 'grid', data: gridOf(16, 16, 16_384, 16_384), properties: [ispe(64, 64), depth], refers };
  return avifFile(more(grid, { type: 'av01', data: stream, properties: [settings, ispe(1024, 1024), depth] }));
}

const plainLyingGrid = () => lyingGrid((grid, tile) => ({ items: [grid, tile] }));

/** The same, and what keeps a reader from seeing it that reads the file in another way than the decoder does. */
export const disguisedGrids = {
  'behind a box that is no item': () =>
    lyingGrid((grid, tile) => ({
      items: [grid, tile],
      among: [box('free', uint(0x0200_0000, 4), uint(1, 2), uint(0, 2), bytes('av01\0\0\0\0'))],
    })),
  'described twice, the second time as something else': () =>
    lyingGrid((grid, tile) => ({
      items: [grid, tile],
      among: [fullBox('infe', 2, 0, uint(1, 2), uint(0, 2), bytes('av01\0'))],
    })),
  'behind a list of other items': () =>
    lyingGrid((grid, tile) => {
      const other = avifFile({ items: [{ ...tile, data: new Uint8Array(), properties: [ispe(64, 64)] }] });
      const from = indexOf(other, 'meta') - 4;
      return { items: [grid, tile], before: [other.subarray(from, indexOf(other, 'mdat') - 4)] };
    }),
  'whose data lie in two places': () =>
    lyingGrid((grid, tile) => {
      // Behind the first piece stands another size, which only a reader of one piece takes for the grid's.
      const data = join(grid.data.subarray(0, 4), uint(64, 4), uint(64, 4), grid.data.subarray(4));
      return {
        items: [
          {
            ...grid,
            data,
            pieces: [
              [0, 4],
              [12, 8],
            ],
          },
          tile,
        ],
      };
    }),
};

/** One picture laid on a canvas of any size, in a file that says it is small. */
export async function overlay(side: number): Promise<Uint8Array> {
  const data = join(bytes('\0\x01'), uint(0, 8), uint(side, 4), uint(side, 4), uint(0, 8));
  const canvas: Item = { type: 'iovl', data, properties: [ispe(64, 64), depth], refers: [['dimg', 2]] };
  return avifFile({ items: [canvas, await still()] });
}

export const avifBombs: CorpusFile[] = [
  keeps('AVIF with a film of 10,000 frames', 'image/avif', () => filmOf(10_000), kept),
  keeps('AVIF with EXIF of a megabyte', 'image/avif', () => repeatedMetadata(1_000_000, 1, 1), kept),
  ...['deflate', 'br'].map((encoding) =>
    keeps(
      `AVIF with XMP that says it inflates to 500 MB (${encoding})`,
      'image/avif',
      async () => {
        const xmp: Item = { type: 'mime', data: zeroStream(500_000_000), refers: [['cdsc', 1]], encoding };
        return avifFile({ items: [await still(), xmp] });
      },
      kept,
    ),
  ),
  keeps(
    'AVIF with 100,000 empty boxes',
    'image/avif',
    async () => join(avifFile({ items: [await still()] }), Buffer.alloc(800_000, '\0\0\0\x08free')),
    kept,
  ),
  keeps('AVIF with two films of 10,000,000 frames', 'image/avif', () => filmOf(10_000_000, 2), kept),
  refuses(
    'AVIF whose EXIF is all of the file many times',
    'image/avif',
    () => repeatedMetadata(9_000_000, 10, 20),
    'undecodable',
  ),
  refuses('AVIF grid that says 64 squared and is 16,384 squared', 'image/avif', plainLyingGrid, 'too_many_pixels'),
  refuses('AVIF overlay of 30,000 squared', 'image/avif', () => overlay(30_000), 'too_many_pixels'),
  refuses(
    'AVIF overlay that says 64 squared and is 16,000 squared',
    'image/avif',
    () => overlay(16_000),
    'too_many_pixels',
  ),
  ...(
    [
      ['behind a box that is no item', 'too_many_pixels'],
      ['behind a list of other items', 'undecodable'],
      ['whose data lie in two places', 'undecodable'],
      ['described twice, the second time as something else', 'undecodable'],
    ] as const
  ).map(([how, reason]) =>
    refuses(`AVIF grid that says 64 squared and is 16,384 squared, ${how}`, 'image/avif', disguisedGrids[how], reason),
  ),
];
