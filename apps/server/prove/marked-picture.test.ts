import { expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { markCount, markedPicture, readMark } from './marked-picture';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

test('a picture is known again in every size and format', async () => {
  for (const mark of [0, 1, 2, 4711, 123_456, markCount - 1]) {
    const { data } = await markedPicture(mark);
    expect(await readMark(data)).toBe(mark);
    for (const format of ['webp', 'avif', 'jpeg'] as const) {
      expect(await readMark(await sharp(data).resize(32, 32).toFormat(format, { quality: 60 }).toBuffer())).toBe(mark);
    }
  }
});

test('what is no image is no picture', async () => {
  expect(await readMark(new TextEncoder().encode('<svg'))).toBeNull();
});
