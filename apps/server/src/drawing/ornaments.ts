import type { Canvas } from './canvas';
import { lightness } from './colour';
import { ellipse, mirrored, type Outline, path, twice } from './outline';
import type { Sitter } from './sitter';

const gold = 0xe5b84d;

const frames: Record<'round' | 'square' | 'catEye' | 'sun', Outline> = {
  round: ellipse(42, 47.6, 6),
  square: path(
    'M 37 43 L 46.6 43 C 47.6 43 48.2 43.6 48.2 44.6 L 47.6 50 C 47.2 52 46 52.8 44 52.8 L 39.6 52.8 C 37.4 52.8 36.2 52 35.8 50 L 35.4 44.6 C 35.4 43.6 36 43 37 43 Z',
  ),
  catEye: path(
    'M 33.6 41.8 C 38 42.4 44 42.2 47.4 43.8 C 48.8 45.8 47.8 52.6 42.6 52.8 C 36.6 53 35.6 47.6 33.6 41.8 Z',
  ),
  sun: path(
    'M 36 43.2 L 47 43.2 C 48.4 43.2 48.6 44.4 48.4 46 C 48 51 45.6 53.6 42 53.6 C 38 53.6 35.4 51 35 46 C 34.8 44.2 35 43.2 36 43.2 Z',
  ),
};

export function drawGlasses(canvas: Canvas, { traits, left, skin }: Sitter): void {
  if (traits.glasses === 'none') return;
  const lenses = twice(frames[traits.glasses]);
  const colours = { round: 0x5a4632, square: 0x26232b, catEye: 0x8c2f45, sun: 0x26232b };
  // A dark frame is lost on dark skin; there it is brass.
  const colour = lightness(skin.base) < 0.42 && traits.glasses !== 'sun' ? 0xd9b26a : colours[traits.glasses];
  canvas.fill(lenses, traits.glasses === 'sun' ? 0x2c2a36 : 0xffffff, {
    alpha: traits.glasses === 'sun' ? 0.96 : 0.16,
  });
  if (traits.glasses === 'sun') canvas.stroke(path('M 38 49 L 42 45 M 55 49 L 59 45'), 1.2, 0xffffff, { alpha: 0.28 });
  canvas.stroke(lenses, 1.15, colour);
  canvas.stroke(path('M 48.1 46.4 C 49 45.2 51 45.2 51.9 46.4'), 1.15, colour);
  const bar = path(`M 35.8 45.8 L ${left - 0.4} 45`);
  canvas.stroke(bar, 1, colour);
  canvas.stroke(mirrored(bar), 1, colour);
}

export function drawEarrings(canvas: Canvas, { traits, left, accent }: Sitter): void {
  const x = left - 1.4;
  if (traits.earrings === 'none' || traits.headwear === 'hijab') return;
  if (traits.earrings === 'studs') canvas.fill(twice(ellipse(x, 52.4, 1.15)), gold);
  if (traits.earrings === 'hoops') canvas.stroke(twice(ellipse(x, 56, 2.7, 3.4)), 1, gold);
  if (traits.earrings === 'drops') {
    canvas.stroke(twice(path(`M ${x} 52 L ${x} 55`)), 0.8, gold);
    canvas.fill(
      twice(path(`M ${x} 54 C ${x + 2.6} 58 ${x + 2} 60.4 ${x} 60.4 C ${x - 2} 60.4 ${x - 2.6} 58 ${x} 54 Z`)),
      accent.base,
    );
  }
}
