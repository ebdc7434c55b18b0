import { expect, test } from 'bun:test';
import { rgbaToThumbHash } from 'thumbhash';
import { averageColour } from './loading-hint';

const hashOf = (...rgba: [number, number, number, number]) =>
  rgbaToThumbHash(8, 8, Array.from({ length: 64 }, () => rgba).flat()).toBase64();

/** The red, green and blue of a colour (of 255), and how much it covers (of 1). */
const parts = (colour = '') => [...colour.matchAll(/[\d.]+/g)].map(([number]) => Number(number));

test('the hint of a picture has its colour, each part in its place', () => {
  const [red = 0, green = 0, blue = 0, cover] = parts(averageColour(hashOf(200, 120, 40, 255)));
  // A ThumbHash keeps some five bits of each.
  expect(Math.abs(red - 200)).toBeLessThan(16);
  expect(Math.abs(green - 120)).toBeLessThan(16);
  expect(Math.abs(blue - 40)).toBeLessThan(16);
  expect(cover).toBe(1);
});

test('the hint of a transparent picture lets the ground show through', () => {
  const cover = parts(averageColour(hashOf(200, 120, 40, 102)))[3];
  expect(Math.abs((cover ?? 1) - 0.4)).toBeLessThan(0.05);
});

test('what is no ThumbHash, or none at all, has no colour', () => {
  expect(averageColour('not Base64!')).toBeUndefined();
  expect(averageColour('')).toBeUndefined();
  expect(averageColour(undefined)).toBeUndefined();
});
