import { Canvas } from './canvas';
import { gradient, mix } from './colour';
import { ellipse, mirrored, moved, path, reversed, twice, united } from './outline';
import type { Random } from './random';
import type { RgbaImage } from './rgba-image';

const cats = [
  { ground: [0xcdeee2, 0x79c2ae], fur: 0xe59446, mark: 0xb9652a, chest: 0xfff1de, eye: 0x7fa648 },
  { ground: [0xf8d5d8, 0xe08f9b], fur: 0x5c6270, mark: 0x40444f, chest: 0xe9ebef, eye: 0xe3b94d },
  { ground: [0xfdedb8, 0xeec265], fur: 0x2c2a33, mark: 0x1c1a22, chest: 0xf5f2ee, eye: 0x8fc06a },
] as const;

const face = path('M 50 27 C 62 27 76 34 78 52 C 79.6 66 66 75 50 75 C 34 75 20.4 66 22 52 C 24 34 38 27 50 27 Z');

/** A cat that looks straight at you, in a collar. */
export function drawCat(random: Random, size: number): RgbaImage {
  const { ground, fur, mark, chest, eye } = random.pick(cats);
  const collar = random.pick([0xc2374f, 0x2b7d84, 0x4b5fa8]);
  const canvas = new Canvas(size, gradient(ground[0], ground[1], [35, 0, 65, 100]));
  canvas.fill(ellipse(50, 50, 43), gradient(mix(ground[0], 0xffffff, 0.5), ground[1], [40, 5, 60, 95]), { alpha: 0.7 });
  const body = path('M 24 106 C 24 84 36 68 50 68 C 64 68 76 84 76 106 Z');
  canvas.fill(body, gradient(fur, mark, [50, 66, 50, 108]));
  canvas.fill(path('M 40 74 C 38 88 44 97 50 97 C 56 97 62 88 60 74 Z'), chest);
  canvas.fill(path('M 31 72 C 40 80 60 80 69 72 L 69.6 77 C 60 85 40 85 30.4 77 Z'), collar, {
    within: canvas.cover(body),
  });
  canvas.fill(ellipse(50, 83.6, 3.4), 0xeec04f);

  const ear = path('M 23.4 47 C 21 34 22 20 25.6 15.4 C 33 17.6 42 24 46 30 Z');
  canvas.fill(twice(ear), fur);
  canvas.fill(twice(path('M 26.6 36 C 25.6 29 26 23.4 27.6 20.6 C 32 22.6 37 26.4 39.6 30 Z')), 0xeba6a0, {
    alpha: 0.85,
  });
  canvas.fill(face, fur);
  const within = canvas.cover(face);
  canvas.fill(united(face, reversed(moved(face, -4, -1))), mark, { within, alpha: 0.35 });
  canvas.stroke(path('M 50 26 L 50 39 M 42.6 27 C 43 31 43.6 34 45 37 M 57.4 27 C 57 31 56.4 34 55 37'), 2.6, mark, {
    within,
  });
  const stripes = path('M 20 55 C 25 54 28 54.4 31 56 M 21 62 C 25 60 28 60 31.4 61');
  canvas.stroke(united(stripes, mirrored(stripes)), 2.2, mark, { within });
  canvas.fill(united(ellipse(44.4, 64.4, 8.4, 7.4), mirrored(ellipse(44.4, 64.4, 8.4, 7.4))), chest, { within });

  const lens = path('M 30.6 51.6 C 33 45.4 41 44.6 44 52.4 C 40.4 56.6 33.6 56.4 30.6 51.6 Z');
  canvas.fill(twice(lens), eye);
  canvas.fill(twice(ellipse(37.6, 50.8, 2.1, 4.4)), 0x15131a, { within: canvas.cover(twice(lens)) });
  canvas.fill(united(ellipse(36.4, 48.8, 1), ellipse(61.2, 48.8, 1)), 0xffffff);
  canvas.stroke(twice(lens), 0.9, 0x15131a);
  canvas.fill(
    path('M 46.4 58 C 48 57 52 57 53.6 58 C 53.4 60.4 51.4 62 50 62.4 C 48.6 62 46.6 60.4 46.4 58 Z'),
    0xd9777a,
  );
  canvas.stroke(
    path('M 50 62.4 L 50 64.6 M 43.6 65 C 45.6 68.4 49.4 67.8 50 64.6 C 50.6 67.8 54.4 68.4 56.4 65'),
    1,
    0x3a2528,
  );
  const whiskers = path('M 37 62.4 C 30 60.6 22 60.4 15 61.6 M 37 65.4 C 30 65.8 23 67.4 17 70');
  canvas.stroke(united(whiskers, mirrored(whiskers)), 0.6, 0xffffff, { alpha: 0.85 });
  return canvas.image();
}
