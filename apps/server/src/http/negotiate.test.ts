import { expect, test } from 'bun:test';
import { negotiate } from './negotiate';

const avif = 'image/avif';
const webp = 'image/webp';

test.each([
  [null, null],
  ['', null],
  ['*/*', null],
  ['image/*', null],
  ['image/*;q=0.8,*/*;q=0.5', null],
  ['image/avif', avif],
  ['image/webp', webp],
  ['IMAGE/WEBP', webp],
  ['image/avif,image/webp,image/apng,image/svg+xml,image/*,*/*;q=0.8', avif],
  ['image/webp,image/avif;q=0.1', avif],
  ['image/avif;q=0,image/webp', webp],
  ['image/avif;q=0.000, image/webp;q=0', null],
  ['image/avif; q=0.001', avif],
  ['image/avif;Q=1.000', avif],
  ['image/avif;q=2,image/webp', webp],
  ['image/avif;q=-1', null],
  ['image/avif;q=', null],
  ['image/avif;q=0.1234', null],
  ['image/avif;level=1;q=0', null],
  ['image/avifx,image/web', null],
] as const)('%p means %p', (accept, type) => {
  expect(negotiate(accept)).toBe(type);
});
