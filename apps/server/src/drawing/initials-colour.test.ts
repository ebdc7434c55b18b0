import { expect, test } from 'bun:test';
import { groundOf, grounds } from './initials-colour';

function channels(colour: string): number[] {
  return [1, 3, 5].map((start) => Number.parseInt(colour.slice(start, start + 2), 16));
}

/** Contrast with white, WCAG 2.2. */
function contrast(colour: number[]): number {
  const [red = 0, green = 0, blue = 0] = colour.map((channel) =>
    channel / 255 <= 0.04045 ? channel / 255 / 12.92 : ((channel / 255 + 0.055) / 1.055) ** 2.4,
  );
  return 1.05 / (0.2126 * red + 0.7152 * green + 0.0722 * blue + 0.05);
}

test.each(grounds)('white on every part of %s to %s has a contrast of at least 4.5 : 1', (from, to) => {
  for (let step = 0; step <= 32; step++) {
    const ends = channels(to);
    const between = channels(from).map((channel, index) => channel + ((ends[index] ?? 0) - channel) * (step / 32));
    expect(contrast(between)).toBeGreaterThanOrEqual(4.5);
  }
});

test('every ground stands out from black pages and white ones by at least 2.5 : 1', () => {
  for (const colour of grounds.flat().map(channels)) {
    expect(contrast(colour)).toBeGreaterThan(2.5);
    expect(21 / contrast(colour)).toBeGreaterThan(2.5);
  }
});

test('every ground begins with a colour of its own, so that it can be named after it', () => {
  expect(new Set(grounds.map(([from]) => from)).size).toBe(grounds.length);
});

test('a seed always has the same ground, and seeds that differ by one character spread over all of them', () => {
  expect(groundOf('01975d3e-1111-7000-8000-000000000001')).toEqual(groundOf('01975d3e-1111-7000-8000-000000000001'));
  const counts = new Map<string, number>();
  for (let index = 0; index < 1800; index++) {
    const [from] = groundOf(`user-${index}`);
    counts.set(from, (counts.get(from) ?? 0) + 1);
  }
  expect(counts.size).toBe(grounds.length);
  expect(Math.max(...counts.values())).toBeLessThan(160);
});
