import { expect, setDefaultTimeout, test } from 'bun:test';
import { decodeInto } from './decode';
import { outcomeOf } from './testing/outcome';
import { plain } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

// As sharp has said it under `ulimit -v`.
const want = () => Promise.reject(new Error('VipsJpeg: Insufficient memory (case 4)'));
const damage = () => Promise.reject(new Error('VipsJpeg: premature end of JPEG image'));

test('a picture that there is no memory for is refused for now, and not called damaged', async () => {
  const file = Uint8Array.from(await plain().png().toBuffer());
  const limits = { maxPixels: 1e6, seconds: 10 };
  expect(await outcomeOf(decodeInto(file, limits, want))).toBe('busy');
  expect(await outcomeOf(decodeInto(file, limits, damage))).toBe('undecodable');
});

test('where libvips has lost its words, the next attempt says what it was', async () => {
  const file = Uint8Array.from(await plain().png().toBuffer());
  const limits = { maxPixels: 1e6, seconds: 10 };
  const wordless = () => Promise.reject(new Error('Warning treated as error due to failOn setting'));
  const first = (then: () => Promise<unknown>) => {
    const turns = [wordless, then];
    return decodeInto(file, limits, () => (turns.shift() ?? damage)());
  };
  expect(await outcomeOf(first(want))).toBe('busy');
  expect(await outcomeOf(first(damage))).toBe('undecodable');
  expect(await outcomeOf(first(() => Promise.resolve()))).toBe('accepted');
  expect(await outcomeOf(decodeInto(file, limits, wordless))).toBe('undecodable');
});
