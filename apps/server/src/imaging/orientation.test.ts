import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp, { type Sharp } from 'sharp';
import { createImaging } from './imaging';
import { bytes, insert, join, jpegSegment, uint } from './testing/bytes';
import { corners, pixelAt, quarters, rgb } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const imaging = createImaging();

type Corner = keyof typeof corners;

/**
 * Which corner of the upright picture each EXIF orientation stores first, second, third and last, read off the table of
 * CIPA DC-008 (tag 0112): "row 0 is the visual left-hand side, column 0 the visual top", and so on.
 */
const stored: Record<number, [Corner, Corner, Corner, Corner]> = {
  1: ['topLeft', 'topRight', 'bottomLeft', 'bottomRight'],
  2: ['topRight', 'topLeft', 'bottomRight', 'bottomLeft'],
  3: ['bottomRight', 'bottomLeft', 'topRight', 'topLeft'],
  4: ['bottomLeft', 'bottomRight', 'topLeft', 'topRight'],
  5: ['topLeft', 'bottomLeft', 'topRight', 'bottomRight'],
  6: ['topRight', 'bottomRight', 'topLeft', 'bottomLeft'],
  7: ['bottomRight', 'topRight', 'bottomLeft', 'topLeft'],
  8: ['bottomLeft', 'topLeft', 'bottomRight', 'topRight'],
};

function laidAs(orientation: number): Sharp {
  const colours = stored[orientation]?.map((corner) => corners[corner]) ?? [];
  return orientation < 5 ? quarters(64, 48, colours) : quarters(48, 64, colours);
}

async function expectUpright(file: Uint8Array): Promise<void> {
  const picture = await imaging.normalize(file);
  expect([picture.width, picture.height]).toEqual([64, 48]);
  for (const [colour, across, down] of [
    [corners.topLeft, 0.2, 0.2],
    [corners.topRight, 0.8, 0.2],
    [corners.bottomLeft, 0.2, 0.8],
    [corners.bottomRight, 0.8, 0.8],
  ] as const) {
    const actual = await pixelAt(picture.data, across, down);
    const furthest = Math.max(...rgb(colour).map((value, channel) => Math.abs(value - (actual[channel] ?? 999))));
    expect({ colour, actual, near: furthest < 12 }).toEqual({ colour, actual, near: true });
  }
  expect((await sharp(picture.data).metadata()).orientation).toBeUndefined();
}

describe.each(['jpeg', 'png', 'webp', 'avif'] as const)('a %s file comes out upright', (format) => {
  for (const orientation of Object.keys(stored).map(Number))
    test(`from orientation ${orientation}`, async () => {
      await expectUpright(await laidAs(orientation).withMetadata({ orientation })[format]().toBuffer());
    });
});

test('EXIF may be little-endian', async () => {
  const turned = await laidAs(6).jpeg().toBuffer();
  const tag = join(uint(0x0112, 2, true), uint(3, 2, true), uint(1, 4, true), uint(6, 4, true));
  const exif = join(bytes('Exif\0\0II*\0'), uint(8, 4, true), uint(1, 2, true), tag, uint(0, 4));
  await expectUpright(insert(turned, 2, jpegSegment(0xe1, exif)));
});

test('an orientation that does not exist is none', async () => {
  const tag = join(uint(0x0112, 2), uint(3, 2), uint(1, 4), uint(9, 2), uint(0, 2));
  const exif = join(bytes('Exif\0\0MM\0*'), uint(8, 4), uint(1, 2), tag, uint(0, 4));
  await expectUpright(insert(await quarters().jpeg().toBuffer(), 2, jpegSegment(0xe1, exif)));
});
