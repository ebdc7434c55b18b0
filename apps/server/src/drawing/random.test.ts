import { expect, test } from 'bun:test';
import { createRandom } from './random';

test('a seed gives the same numbers on every machine', () => {
  const { next } = createRandom('visage');
  expect([next(), next(), next()]).toEqual([0.2659433437511325, 0.6445222073234618, 0.36756927496753633]);
});

test('numbers lie from 0 up to 1 and are spread evenly', () => {
  const { next } = createRandom('spread');
  const tenths = new Array<number>(10).fill(0);
  for (let index = 0; index < 10_000; index++) {
    const tenth = Math.floor(next() * 10);
    tenths[tenth] = (tenths[tenth] ?? Number.NaN) + 1;
  }
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('every choice gets its turn, and nothing else', () => {
  const { pick } = createRandom('turns');
  const picked = new Set(Array.from({ length: 100 }, () => pick(['one', 'two', 'three'])));
  expect([...picked].sort()).toEqual(['one', 'three', 'two']);
});
