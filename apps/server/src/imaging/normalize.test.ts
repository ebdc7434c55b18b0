import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { createImaging } from './imaging';

import { acceptedSamples, corners, pixelAt, plain, quarters, rgb, translucent } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const imaging = createImaging();

const places = [
  [corners.topLeft, 0.25, 0.25],
  [corners.topRight, 0.75, 0.25],
  [corners.bottomLeft, 0.25, 0.75],
  [corners.bottomRight, 0.75, 0.75],
] as const;

describe('every accepted kind', () => {
  for (const [name, [mimeType, make]] of Object.entries(acceptedSamples))
    test(`${name} keeps its format and size, GIF as PNG`, async () => {
      const picture = await imaging.normalize(await make(), mimeType);
      expect(picture).toMatchObject({
        mimeType: mimeType === 'image/gif' ? 'image/png' : mimeType,
        width: 64,
        height: 48,
      });
      const stored = await sharp(picture.data).metadata();
      expect(stored).toMatchObject({ width: 64, height: 48, depth: 'uchar', space: 'srgb', isProgressive: false });
      expect(stored.pages ?? 1).toBe(1);
    });

  test.each(['baseline JPEG', 'truecolour PNG', 'lossy WebP', 'animated WebP', 'animated GIF', 'AVIF'] as const)(
    '%s keeps its colours, of the first frame',
    async (name) => {
      const { data } = await imaging.normalize(await acceptedSamples[name][1]());
      for (const [colour, across, down] of places) expectNear(await pixelAt(data, across, down), [...rgb(colour), 255]);
    },
  );

  test.each(['PNG with transparency', 'palette PNG', 'WebP with transparency', 'AVIF with transparency'] as const)(
    '%s keeps its transparency',
    async (name) => {
      const { data } = await imaging.normalize(await acceptedSamples[name][1]());
      expectNear(await pixelAt(data, 0.5, 0.5), [200, 100, 50, 128]);
    },
  );
});

test('PNG stays lossless', async () => {
  const { data } = await imaging.normalize(await quarters().png().toBuffer());
  expect(await sharp(data).raw().toBuffer()).toEqual(await quarters().raw().toBuffer());
});

test('an alpha channel that hides nothing is dropped', async () => {
  const { data } = await imaging.normalize(await quarters().ensureAlpha().png().toBuffer());
  expect((await sharp(data).metadata()).hasAlpha).toBe(false);
});

test('shrinking does not darken what is translucent', async () => {
  const { data } = await imaging.normalize(await translucent(3000, 30).png().toBuffer());
  expectNear(await pixelAt(data, 0.5, 0.5), [200, 100, 50, 128]);
});

test.each([
  [3000, 1500, 2048, 1024],
  [1500, 3000, 1024, 2048],
  [2049, 2049, 2048, 2048],
  [2048, 2048, 2048, 2048],
  [1, 20_000, 1, 2048],
  [20_000, 1, 2048, 1],
  [1, 1, 1, 1],
])('%d × %d is stored as %d × %d', async (width, height, storedWidth, storedHeight) => {
  const picture = await imaging.normalize(await plain('#808080', width, height).png().toBuffer());
  expect(picture).toMatchObject({ width: storedWidth, height: storedHeight });
  expect(await sharp(picture.data).metadata()).toMatchObject({ width: storedWidth, height: storedHeight });
  expect(Uint8Array.fromBase64(picture.thumbhash).byteLength).toBeGreaterThan(4);
});

test('the same file gives the same bytes, also while others are worked on', async () => {
  const roomy = createImaging({ queueLimit: 100 });
  await Promise.all(
    Object.values(acceptedSamples).map(async ([, make]) => {
      const file = await make();
      const [first, second] = await Promise.all([roomy.normalize(file), roomy.normalize(file)]);
      expect(second).toEqual(first);
    }),
  );
});

test('the file handed in is left as it was', async () => {
  for (const [, make] of Object.values(acceptedSamples)) {
    const file = Uint8Array.from(await make());
    const before = Uint8Array.from(file);
    await imaging.normalize(file);
    expect(file).toEqual(before);
  }
});

test('a file that lies in the middle of a larger buffer is read from there', async () => {
  const file = await quarters().webp().toBuffer();
  const buffer = new Uint8Array(file.byteLength + 200).fill(0xff);
  buffer.set(file, 100);
  expect(await imaging.normalize(buffer.subarray(100, 100 + file.byteLength))).toEqual(await imaging.normalize(file));
});

test('a declared type is not needed', async () => {
  const file = await quarters().png().toBuffer();
  expect((await imaging.normalize(file, undefined)).mimeType).toBe('image/png');
});

function expectNear(actual: readonly number[], expected: readonly number[]): void {
  const distances = actual.map((value, channel) => Math.abs(value - (expected[channel] ?? Number.NaN)));
  expect({ actual, near: Math.max(...distances) <= 6 }).toEqual({ actual, near: true });
}
