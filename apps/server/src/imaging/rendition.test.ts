import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createHash } from 'node:crypto';
import type { StoredMimeType } from '@visage/contract/picture';
import sharp from 'sharp';
import { restrictLibvips } from './libvips';
import { makeRendition, type RenditionSource, renditionSettings } from './rendition';
import { pixelAt, quarters, texture } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

restrictLibvips();

const mimeTypes: readonly StoredMimeType[] = ['image/avif', 'image/webp', 'image/jpeg', 'image/png'];
const steps = [32, 64, 128, 256, 512, 1024];

type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

/** A stored picture with a colour at each place, in PNG so that nothing of it is lost before. */
async function stored(
  width: number,
  height: number,
  colourAt: (x: number, y: number) => Colour,
  crop: { cropX?: number; cropY?: number } = {},
): Promise<RenditionSource> {
  const pixels = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = colourAt(x, y);
      pixels.set([red, green, blue, alpha], (y * width + x) * 4);
    }
  const data = await sharp(pixels, { raw: { width, height, channels: 4 } })
    .png({ compressionLevel: 1 })
    .toBuffer();
  return { data, width, height, cropX: 0, cropY: 0, ...crop };
}

async function photographLike(side: number): Promise<RenditionSource> {
  const data = await texture(side, side).png().toBuffer();
  return { data, width: side, height: side, cropX: 0, cropY: 0 };
}

/** The red of each pixel in the middle row of a rendition. */
async function middleRow(source: RenditionSource, side: number): Promise<number[]> {
  const { data, info } = await sharp(await makeRendition(source, side, 'image/png'))
    .removeAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  const start = Math.floor(info.height / 2) * info.width;
  return Array.from({ length: info.width }, (_, x) => data[(start + x) * 3] ?? Number.NaN);
}

function expectNear(actual: readonly number[], wanted: readonly number[], tolerance: number): void {
  const near = wanted.every((value, channel) => Math.abs(value - (actual[channel] ?? 999)) <= tolerance);
  expect({ actual, wanted, near }).toEqual({ actual, wanted, near: true });
}

describe.each([...mimeTypes])('a rendition as %s', (mimeType) => {
  test('is a square of the side asked for, in that format', async () => {
    const source = await stored(1100, 1100, (x, y) => [x >> 3, y >> 3, 90]);
    for (const side of steps) {
      const { width, height, format, mediaType } = await sharp(await makeRendition(source, side, mimeType)).metadata();
      expect([width, height]).toEqual([side, side]);
      expect(mediaType ?? `image/${format}`).toBe(mimeType);
    }
  });

  test('is as large as asked for where the picture is smaller, too', async () => {
    for (const [width, height] of [
      [300, 200],
      [90, 1],
      [1, 90],
      [33, 33],
    ] as const) {
      const source = await stored(width, height, () => [10, 120, 60]);
      const rendition = await sharp(await makeRendition(source, 512, mimeType)).metadata();
      expect([rendition.width, rendition.height]).toEqual([512, 512]);
    }
  });

  test('shows the square that is kept with the picture, in every size', async () => {
    const green = [20, 160, 40] as const;
    const colourAt = (along: number): Colour => (along < 170 ? [200, 0, 0] : along < 770 ? green : [0, 0, 200]);
    const wide = await stored(900, 600, (x) => colourAt(x), { cropX: 170 });
    const tall = await stored(600, 900, (_, y) => colourAt(y), { cropY: 170 });
    for (const source of [wide, tall])
      for (const side of steps) {
        const rendition = await makeRendition(source, side, mimeType);
        for (const place of [0, 0.5, 0.999]) expectNear(await pixelAt(rendition, place, place), green, 6);
      }
  });

  test('is in sRGB with 8 bits a channel, and carries nothing but the picture', async () => {
    const data = await quarters(80, 80)
      .withExif({ IFD0: { Copyright: 'SECRET' } })
      .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET</x:xmpmeta>')
      .keepIccProfile()
      .withIccProfile('p3')
      .jpeg()
      .toBuffer();
    const before = await sharp(data).metadata();
    expect([before.exif, before.xmp, before.icc].every((part) => part !== undefined)).toBe(true);
    const rendition = await makeRendition({ data, width: 80, height: 80, cropX: 0, cropY: 0 }, 64, mimeType);
    const after = await sharp(rendition).metadata();
    expect([after.exif, after.xmp, after.icc, after.iptc, after.comments]).toEqual([...Array(5)]);
    expect([after.space, after.depth, after.orientation]).toEqual(['srgb', 'uchar', undefined]);
    expect(Buffer.from(rendition).includes('SECRET')).toBe(false);
  });

  test('has the same bytes whenever it is made, also beside others', async () => {
    const source = await photographLike(300);
    const first = await makeRendition(source, 256, mimeType);
    const others = await Promise.all([1, 2, 3].map(() => makeRendition(source, 256, mimeType)));
    for (const other of others) expect(other).toEqual(first);
  });

  test('leaves the bytes it is made from alone', async () => {
    const source = await photographLike(64);
    const before = Uint8Array.from(source.data);
    await makeRendition(source, 32, mimeType);
    expect(Uint8Array.from(source.data)).toEqual(before);
  });
});

describe('transparency', () => {
  const window = () =>
    stored(128, 128, (x, y) => (x < 64 ? [220, 30, 30] : y < 64 ? [220, 30, 30, 0] : [220, 30, 30, 128]));

  for (const mimeType of ['image/avif', 'image/webp', 'image/png'] as const)
    test(`is kept in ${mimeType}`, async () => {
      const rendition = await makeRendition(await window(), 64, mimeType);
      expectNear(await pixelAt(rendition, 0.25, 0.5), [220, 30, 30, 255], 8);
      expectNear((await pixelAt(rendition, 0.75, 0.25)).slice(3), [0], 3);
      expectNear(await pixelAt(rendition, 0.75, 0.75), [220, 30, 30, 128], 8);
    });

  test('is white in JPEG, and half of it half white', async () => {
    const rendition = await makeRendition(await window(), 64, 'image/jpeg');
    expectNear(await pixelAt(rendition, 0.25, 0.5), [220, 30, 30], 8);
    expectNear(await pixelAt(rendition, 0.75, 0.25), [255, 255, 255], 4);
    expectNear(await pixelAt(rendition, 0.75, 0.75), [237, 142, 142], 8);
  });

  test('does not let the colour behind it bleed into what is seen', async () => {
    const source = await stored(512, 512, (x) => (x < 250 ? [0, 255, 0, 0] : [200, 40, 40]));
    const { data } = await sharp(await makeRendition(source, 32, 'image/png'))
      .raw()
      .toBuffer({ resolveWithObject: true });
    for (let at = 0; at < data.length; at += 4)
      if ((data[at + 3] ?? 0) > 16) expectNear([data[at + 1] ?? 255], [40], 4);
  });
});

describe('resampling', () => {
  test('keeps an edge as sharp as pixels allow', async () => {
    const row = await middleRow(await stored(1024, 1024, (x) => (x < 520 ? [0, 0, 0] : [255, 255, 255])), 128);
    expect(row.filter((value) => value > 25 && value < 230).length).toBeLessThanOrEqual(1);
    expect(row.slice(0, 60).every((value) => value < 12)).toBe(true);
    expect(row.slice(70).every((value) => value > 243)).toBe(true);
  });

  test('keeps lines two pixels wide apart', async () => {
    const row = await middleRow(await stored(512, 512, (x) => ((x >> 4) & 1 ? [230, 230, 230] : [25, 25, 25])), 64);
    const inside = row.slice(4, -4);
    expect(inside.filter((value) => value > 210).length).toBe(inside.length / 2);
    expect(inside.filter((value) => value < 45).length).toBe(inside.length / 2);
  });

  test('turns what is finer than a pixel into its mean, without patterns that are not there', async () => {
    const row = await middleRow(await stored(600, 600, (x) => (x & 1 ? [255, 255, 255] : [0, 0, 0])), 64);
    for (const value of row.slice(1, -1)) expectNear([value], [127.5], 6);
  });

  test('shifts nothing', async () => {
    const row = await middleRow(await stored(512, 512, (x) => [x >> 1, 0, 0]), 64);
    for (const [at, value] of row.entries()) expectNear([value], [((at + 0.5) * 512) / 64 / 2 - 0.5], 1.5);
  });
});

/**
 * Renditions made before are found by the name of the settings, so whoever changes an encoder has to rename them. Should
 * this fail after an upgrade of sharp alone, record what comes out; after a change of settings, rename them first.
 */
const recorded = {
  libraries: {
    vips: '8.18.7',
    aom: '3.15.1',
    heif: '1.23.5',
    webp: '1.6.0',
    mozjpeg: '0826579',
    png: '1.6.58',
    zlib: '2.3.3',
  },
  made: {
    'avif-63-68-72-420-ssim-e2': 'f6b49b2d1403fb8d',
    'webp-80-82-84-e4': 'deb36cd7149bd56b',
    'jpeg-77-table8-trellis': '0c41a374105e2669',
    'png-7': 'daa1d7d24c4e7a96',
  },
};

test.skipIf(process.platform !== 'linux' || process.arch !== 'x64')(
  'the name of the settings changes when what they make does',
  async () => {
    const source = await photographLike(600);
    const made: Record<string, string> = {};
    for (const mimeType of mimeTypes) {
      const hash = createHash('sha256');
      for (const side of [64, 256, 512, 600]) hash.update(await makeRendition(source, side, mimeType));
      made[renditionSettings(mimeType)] = hash.digest('hex').slice(0, 16);
    }
    const { vips, aom, heif, webp, mozjpeg, png, ...others } = sharp.versions;
    const libraries = { vips, aom, heif, webp, mozjpeg, png, zlib: others['zlib-ng'] };
    expect<unknown>({ libraries, made }).toEqual(recorded);
  },
);
