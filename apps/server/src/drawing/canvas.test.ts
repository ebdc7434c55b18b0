import { expect, test } from 'bun:test';
import { Canvas } from './canvas';
import { ellipse, mirrored, path, reversed, united } from './outline';
import type { RgbaImage } from './rgba-image';

const black = 0x000000;
const white = 0xffffff;

test('a shape covers its exact area, edges softened', () => {
  const canvas = new Canvas(50, black);
  canvas.fill(ellipse(50, 50, 30), white);
  expect(lit(canvas.image())).toBeCloseTo((Math.PI * 30 * 30) / 10_000, 3);
});

test('half a pixel is half lit', () => {
  const canvas = new Canvas(10, black);
  canvas.fill(path('M 0 0 L 15 0 L 15 100 L 0 100 Z'), white);
  expect([...redsOfFirstRow(canvas.image())].slice(0, 3)).toEqual([255, 128, 0]);
});

test('a shape that reaches beyond the sheet is cut at its edge and does not come back on the other side', () => {
  const canvas = new Canvas(20, black);
  canvas.fill(path('M -40 -40 L 25 -40 L 25 140 L -40 140 Z'), white);
  expect(lit(canvas.image())).toBeCloseTo(0.25, 6);
  canvas.fill(path('M 75 -40 L 400 -40 L 400 140 L 75 140 Z'), white);
  expect(lit(canvas.image())).toBeCloseTo(0.5, 6);
});

test('lines of like direction unite, one that is reversed cuts a hole', () => {
  const outer = ellipse(50, 50, 40);
  const inner = ellipse(50, 50, 20);
  const filled = new Canvas(100, black);
  filled.fill(united(outer, inner), white);
  expect(lit(filled.image())).toBeCloseTo((Math.PI * 40 * 40) / 10_000, 3);
  const ring = new Canvas(100, black);
  ring.fill(united(outer, reversed(inner)), white);
  expect(lit(ring.image())).toBeCloseTo((Math.PI * (40 * 40 - 20 * 20)) / 10_000, 3);
});

test('a shape unites with its mirror image', () => {
  const half = ellipse(45, 50, 20);
  const canvas = new Canvas(100, black);
  canvas.fill(united(half, mirrored(half)), white);
  expect(red(canvas.image(), 50, 50)).toBe(255);
});

test('what lies within another shape never leaves it', () => {
  const canvas = new Canvas(100, black);
  canvas.fill(ellipse(70, 50, 30), white, { within: canvas.cover(ellipse(30, 50, 20)) });
  expect(red(canvas.image(), 45, 50)).toBe(255);
  expect(red(canvas.image(), 70, 50)).toBe(0);
});

test('a stroke is as wide as its pen, and fades when thinner than a pixel', () => {
  const wide = new Canvas(100, black);
  wide.stroke(path('M -10 50 L 110 50'), 10, white);
  expect(lit(wide.image())).toBeCloseTo(0.1, 3);
  const thin = new Canvas(100, black);
  thin.stroke(path('M -10 50.5 L 110 50.5'), 0.25, white);
  expect(red(thin.image(), 50, 50)).toBe(64);
});

test('zooming keeps the place it looks at', () => {
  const canvas = new Canvas(100, black);
  canvas.zoom(2, [50, 50]);
  canvas.fill(ellipse(50, 50, 10), white);
  expect(lit(canvas.image())).toBeCloseTo((Math.PI * 20 * 20) / 10_000, 3);
  expect(red(canvas.image(), 50, 50)).toBe(255);
});

/** The share of the sheet that is white. */
function lit({ data }: RgbaImage): number {
  let sum = 0;
  for (let index = 0; index < data.length; index += 4) sum += data[index] ?? 0;
  return sum / 255 / (data.length / 4);
}

function red({ data, width }: RgbaImage, x: number, y: number): number | undefined {
  return data[(y * width + x) * 4];
}

function redsOfFirstRow({ data, width }: RgbaImage): Uint8Array {
  return data.slice(0, width * 4).filter((_, index) => index % 4 === 0);
}
