import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { drawGenerated } from '../drawing/generated';
import { drawInitials } from '../drawing/initials';
import { drawLatinInitials } from '../drawing/latin-initials';
import { drawPng, type ImageSource } from './draw';
import { createImaging } from './imaging';
import { restrictLibvips } from './libvips';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

restrictLibvips();

const pixelsOf = async (png: Uint8Array) => {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, side: [info.width, info.height] };
};
const sources: Record<string, ImageSource> = {
  'a generated one': { svg: drawGenerated('monsterid', 'someone') },
  initials: { svg: drawInitials({ name: 'Ada Lovelace', seed: 'someone', size: 100 }) },
  nothing: 'blank',
};

describe.each(Object.entries(sources))('a drawing of %s', (_, source) => {
  test('is exactly as large as it is asked for, and the same bytes each time', async () => {
    for (const side of [1, 2, 79, 80, 500, 2048]) {
      const png = await drawPng(source, side);
      expect((await sharp(png).metadata()).format).toBe('png');
      expect((await pixelsOf(png)).side).toEqual([side, side]);
      expect(await drawPng(source, side)).toEqual(png);
    }
  });
});

test('blank is transparent all over, and what is generated nowhere', async () => {
  const { data } = await pixelsOf(await drawPng('blank', 40));
  expect(data.every((value) => value === 0)).toBe(true);
  for (const kind of ['identicon', 'monsterid', 'wavatar', 'retro', 'robohash'] as const) {
    const drawn = await pixelsOf(await drawPng({ svg: drawGenerated(kind, 'someone') }, 40));
    expect({ kind, opaque: drawn.data.every((value, at) => at % 4 !== 3 || value === 255) }).toEqual({
      kind,
      opaque: true,
    });
  }
});

test('of every name that is written in initials the font has the letters, and no other is written', async () => {
  const draw = async (svg: string) => Bun.hash((await pixelsOf(await drawPng({ svg }, 40))).data);
  const seed = 'someone';
  const box = await draw(drawInitials({ name: '王', seed, size: 100 }));
  const figure = await draw(drawInitials({ name: '', seed, size: 100 }));
  const letters = Array.from({ length: 0x2000 }, (_, code) => String.fromCharCode(code));
  const written = [];
  for (const name of letters.filter((letter) => /[\p{L}\p{Nd}]/u.test(letter))) {
    const svg = drawLatinInitials({ name, seed });
    if (!svg.includes('<text')) continue;
    written.push(name);
    expect({ name, isBox: (await draw(svg)) === box }).toEqual({ name, isBox: false });
  }
  expect(written.length).toBeGreaterThan(900);
  for (const letter of ['7', 'Q', 'É', 'Ω', 'Ж', 'Ẃ']) expect(written).toContain(letter);
  for (const name of ['王', 'مريم', 'שרה', '🦊']) {
    expect({ name, drawn: await draw(drawLatinInitials({ name, seed })) }).toEqual({ name, drawn: figure });
  }
});

test('drawings wait in a line of their own, and are refused when it is full', async () => {
  const imaging = createImaging({ atOnce: 1, queueLimit: 1 });
  const draw = () => imaging.draw(() => 'blank', 512);
  const [first, second, third] = await Promise.allSettled([draw(), draw(), draw()]);
  expect([first?.status, second?.status]).toEqual(['fulfilled', 'fulfilled']);
  expect(third).toMatchObject({ status: 'rejected', reason: { code: 'busy', retryAfter: 1 } });
});

test('the loader of SVG stays closed for what is uploaded', async () => {
  const svg = new TextEncoder().encode(drawGenerated('identicon', 'someone'));
  await drawPng({ svg: new TextDecoder().decode(svg) }, 40);
  await expect(sharp(svg).metadata()).rejects.toThrow();
});
