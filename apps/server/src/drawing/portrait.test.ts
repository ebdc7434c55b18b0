import { expect, setDefaultTimeout, test } from 'bun:test';
import { drawPlaceholder } from './placeholder';
import { drawPortrait } from './portrait';
import type { RgbaImage } from './rgba-image';
import { drawScene } from './scene';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const drawings: Record<string, (seed: string, size: number) => RgbaImage> = {
  placeholder: (_, size) => drawPlaceholder(size),
  portrait: drawPortrait,
  scene: drawScene,
};

for (const [name, draw] of Object.entries(drawings)) {
  test(`a ${name} is a square of exactly the size asked for`, () => {
    for (const size of [1, 32, 97, 256]) {
      const { width, height, data } = draw('a seed', size);
      expect([width, height, data.length]).toEqual([size, size, size * size * 4]);
    }
  });

  test(`a ${name} is opaque everywhere`, () => {
    const { data } = draw('another seed', 64);
    expect(data.every((value, index) => index % 4 !== 3 || value === 255)).toBe(true);
  });

  test(`a ${name} comes out the same every time`, () => {
    expect(digest(draw('once more', 120))).toBe(digest(draw('once more', 120)));
  });

  test(`a ${name} has a size in whole pixels`, () => {
    for (const size of [0, -1, 1.5, Number.NaN]) expect(() => draw('a seed', size)).toThrow(RangeError);
  });
}

test('sixty seeds make sixty different portraits', () => {
  const seen = new Set(Array.from({ length: 60 }, (_, index) => digest(drawPortrait(`seed ${index}`, 48))));
  expect(seen.size).toBe(60);
});

test('a trait that is given holds, whatever the seed', () => {
  expect(digest(drawPortrait('a seed', 64, { backdrop: 'sky' }))).not.toBe(
    digest(drawPortrait('a seed', 64, { backdrop: 'brick' })),
  );
  const [red, green, blue] = drawPortrait('any', 100, { backdrop: 'sky' }).data;
  expect([red, green, blue]).toEqual([...drawPortrait('other', 100, { backdrop: 'sky' }).data.slice(0, 3)]);
});

test('a scene shows what it is asked to show', () => {
  const kinds = ['mountains', 'cat', 'plant', 'sea'] as const;
  expect(new Set(kinds.map((kind) => digest(drawScene('a seed', 64, kind)))).size).toBe(kinds.length);
});

function digest({ data }: RgbaImage): string {
  return new Bun.CryptoHasher('sha256').update(data).digest('hex');
}
