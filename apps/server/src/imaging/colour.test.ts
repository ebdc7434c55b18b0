import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp, { type Sharp } from 'sharp';
import { createImaging } from './imaging';
import { pixelAt, plain } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const imaging = createImaging();
/** In sRGB. Every variety below describes this colour in its own way, so it must come out again. */
const colour = [200, 100, 50];

async function expectColour(image: Sharp, tolerance: number): Promise<void> {
  const actual = (await pixelAt((await imaging.normalize(await image.toBuffer())).data, 0.5, 0.5)).slice(0, 3);
  const furthest = Math.max(...actual.map((value, channel) => Math.abs(value - (colour[channel] ?? 999))));
  expect({ actual, near: furthest <= tolerance }).toEqual({ actual, near: true });
}

describe('colours come out as sRGB', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('from Display P3 in %s', async (format) => {
    const wide = plain().withIccProfile('p3');
    const raw = await sharp(await wide.clone().png().toBuffer(), { ignoreIcc: true })
      .raw()
      .toBuffer();
    // The file does hold other numbers: had nothing been converted, the test below would see them.
    expect(Math.abs((raw[0] ?? 0) - 200)).toBeGreaterThan(8);
    await expectColour(wide[format]({ quality: 100 }), 4);
  });

  test('from Display P3 of 16 bits', async () => {
    const png = await plain().png().toBuffer();
    await expectColour(sharp(png).toColourspace('rgb16').withIccProfile('p3').png(), 2);
  });

  test('from 16 bits without a profile', async () => {
    const png = await plain().png().toBuffer();
    await expectColour(sharp(png).toColourspace('rgb16').png(), 1);
  });

  test('from AVIF of 10 bits with a profile', async () => {
    await expectColour(plain().withIccProfile('p3').avif({ bitdepth: 10, quality: 100 }), 4);
  });

  test('from CMYK with its profile', async () => {
    await expectColour(plain().toColourspace('cmyk').withIccProfile('cmyk').jpeg({ quality: 100 }), 30);
  });

  test('from CMYK without a profile', async () => {
    await expectColour(plain().toColourspace('cmyk').jpeg({ quality: 100 }), 30);
  });
});

test('a profile that is no profile is passed over', async () => {
  const jpeg = await plain().withIccProfile('p3').jpeg().toBuffer();
  const at = jpeg.indexOf('ICC_PROFILE');
  jpeg.fill(0x20, at + 14, at + 200);
  expect((await imaging.normalize(jpeg)).mimeType).toBe('image/jpeg');
});
