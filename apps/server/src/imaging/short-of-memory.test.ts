import { expect, test } from 'bun:test';
import { decodeInto } from './decode';
import { outcomeOf } from './testing/outcome';
import { plain } from './testing/samples';

// As sharp has said it under `ulimit -v`.
const want = () => Promise.reject(new Error('VipsJpeg: Insufficient memory (case 4)'));
const damage = () => Promise.reject(new Error('VipsJpeg: premature end of JPEG image'));

test('a picture that there is no memory for is refused for now, and not called damaged', async () => {
  const file = Uint8Array.from(await plain().png().toBuffer());
  const limits = { maxPixels: 1e6, seconds: 10 };
  expect(await outcomeOf(decodeInto(file, limits, want))).toBe('busy');
  expect(await outcomeOf(decodeInto(file, limits, damage))).toBe('undecodable');
});
