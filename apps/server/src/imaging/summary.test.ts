import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { thumbHashToRGBA } from 'thumbhash';
import { type Pixels, rawShape } from './pixels';
import { summarise as summariseImage } from './summary';
import { randomFrom } from './testing/mutations';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const summarise = (pixels: Pixels) => summariseImage(sharp(pixels.data, rawShape(pixels)), pixels);

type Colour = readonly [red: number, green: number, blue: number, alpha?: number];

const wall: Colour = [120, 128, 134];
const faces: readonly Colour[] = [
  [241, 202, 176],
  [198, 134, 96],
  [92, 58, 40],
];

/** A picture with a colour at each place. */
function paint(width: number, height: number, colourAt: (x: number, y: number) => Colour): Pixels {
  const data = new Uint8Array(width * height * 4);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const [red, green, blue, alpha = 255] = colourAt(x, y);
      data.set([red, green, blue, alpha], (y * width + x) * 4);
    }
  return { data, width, height, channels: 4 };
}

/** A wall, and a round face whose centre and radius are given. */
const portrait = (width: number, height: number, [x, y, radius]: readonly [number, number, number], face: Colour) =>
  paint(width, height, (column, row) => (Math.hypot(column - x, row - y) < radius ? face : wall));

describe('the dominant colour', () => {
  test('is the one that most of the picture has, not a mixture', async () => {
    const { dominantColor } = await summarise(paint(90, 60, (x) => (x < 60 ? [20, 90, 200] : [250, 220, 10])));
    expect(dominantColor).toBe('#145ac8');
  });

  test('is the mean of neighbours that differ by little', async () => {
    const { dominantColor } = await summarise(paint(40, 40, (x) => [66 + (x & 1) * 4, 100, 180]));
    expect(dominantColor).toBe('#4464b4');
  });

  test('is not that of what is transparent', async () => {
    const { dominantColor } = await summarise(paint(60, 60, (x) => (x < 50 ? [255, 0, 0, 0] : [10, 160, 60])));
    expect(dominantColor).toBe('#0aa03c');
  });

  test('is mid-grey where everything is transparent', async () => {
    expect((await summarise(paint(20, 20, () => [255, 0, 0, 0]))).dominantColor).toBe('#808080');
  });
});

describe('the crop of a picture that is no square', () => {
  for (const face of faces)
    for (const [where, width, height, circle] of [
      ['left', 400, 160, [50, 80, 45]],
      ['right', 400, 160, [350, 80, 45]],
      ['top', 160, 400, [80, 50, 45]],
      ['bottom', 160, 400, [80, 350, 45]],
    ] as const)
      test(`holds all of a face of the colour ${face} at its ${where}`, async () => {
        const { cropX, cropY } = await summarise(portrait(width, height, circle, face));
        const [x, y, radius] = circle;
        const side = Math.min(width, height);
        expect(cropX).toBeLessThanOrEqual(x - radius);
        expect(cropX + side).toBeGreaterThanOrEqual(x + radius);
        expect(cropY).toBeLessThanOrEqual(y - radius);
        expect(cropY + side).toBeGreaterThanOrEqual(y + radius);
      });

  test('leaves room above a head, even where clothes are more striking', async () => {
    const dressed = paint(300, 450, (x, y) => {
      if (Math.hypot(x - 150, y - 130) < 80) return faces[1] ?? wall;
      return y > 230 ? [200, 20, 40] : wall;
    });
    expect((await summarise(dressed)).cropY).toBeLessThan(50);
  });

  test('is the middle of a wide picture where nothing stands out, and near the top of a tall one', async () => {
    expect(await summarise(paint(300, 100, () => wall))).toMatchObject({ cropX: 100, cropY: 0 });
    expect(await summarise(paint(100, 300, () => wall))).toMatchObject({ cropX: 0, cropY: 50 });
    expect(await summarise(paint(300, 100, () => [9, 9, 9, 0]))).toMatchObject({ cropX: 100, cropY: 0 });
  });

  test('is the same as that of the same picture in another size, as nearly as pixels allow', async () => {
    const small = await summarise(portrait(400, 160, [330, 80, 45], [198, 134, 96]));
    const large = await summarise(portrait(1600, 640, [1320, 320, 180], [198, 134, 96]));
    expect(Math.abs(large.cropX - 4 * small.cropX)).toBeLessThanOrEqual(20);
  });
});

test('a square picture is shown whole', async () => {
  expect(await summarise(portrait(200, 200, [40, 160, 40], [198, 134, 96]))).toMatchObject({ cropX: 0, cropY: 0 });
});

for (const [width, height] of [
  [1, 1],
  [1, 2],
  [1, 2048],
  [2048, 1],
  [2, 2047],
  [2048, 3],
  [300, 299],
  [63, 2048],
  [101, 100],
] as const)
  test(`the crop of ${width} × ${height} lies inside the picture, in whole pixels`, async () => {
    const random = randomFrom(width);
    const noise = paint(width, height, () => [random(256), random(256), random(256)]);
    const { cropX, cropY } = await summarise(noise);
    const side = Math.min(width, height);
    expect([cropX, cropY].every(Number.isInteger)).toBe(true);
    expect(Math.min(cropX, cropY)).toBe(0);
    expect(cropX + side).toBeLessThanOrEqual(width);
    expect(cropY + side).toBeLessThanOrEqual(height);
  });

test('the thumbhash decodes to the shape and the colours of the picture, in few bytes', async () => {
  const { thumbhash } = await summarise(paint(300, 150, (x) => (x < 150 ? [220, 40, 40] : [40, 40, 220])));
  const hash = Uint8Array.fromBase64(thumbhash);
  expect(hash.byteLength).toBeLessThanOrEqual(25);
  const { w, h, rgba } = thumbHashToRGBA(hash);
  expect(w / h).toBeCloseTo(2, 0);
  const pixel = (x: number) => rgba.subarray((Math.floor(h / 2) * w + x) * 4);
  const [left, right] = [pixel(2), pixel(w - 3)];
  expect(left[0]).toBeGreaterThan((left[2] ?? 255) + 80);
  expect(right[2]).toBeGreaterThan((right[0] ?? 255) + 80);
});

test('the thumbhash knows what is transparent', async () => {
  const { thumbhash } = await summarise(paint(64, 64, (x) => (x < 32 ? [220, 40, 40, 0] : [40, 40, 220])));
  const { w, h, rgba } = thumbHashToRGBA(Uint8Array.fromBase64(thumbhash));
  const alpha = (x: number) => rgba[(Math.floor(h / 2) * w + x) * 4 + 3];
  expect(alpha(1)).toBeLessThan(60);
  expect(alpha(w - 2)).toBeGreaterThan(200);
});

test('the same pixels give the same summary, with and without an alpha channel that says nothing', async () => {
  const pixels = portrait(320, 180, [250, 90, 50], [92, 58, 40]);
  const opaque: Pixels = { ...pixels, data: pixels.data.filter((_, at) => (at & 3) !== 3), channels: 3 };
  const summary = await summarise(pixels);
  expect(await summarise(pixels)).toEqual(summary);
  expect(await summarise(opaque)).toEqual(summary);
});
