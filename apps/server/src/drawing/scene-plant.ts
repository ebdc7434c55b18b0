import { Canvas } from './canvas';
import { gradient, mix } from './colour';
import { ellipse, mirrored, moved, type Outline, path, turned } from './outline';
import type { Random } from './random';
import type { RgbaImage } from './rgba-image';

const rooms = [
  { wall: [0xfbe3d3, 0xf3bfa0], table: 0xb9694a, pot: 0xf6efe4, band: 0x2f5f50 },
  { wall: [0xdfe6f6, 0xa9b9e2], table: 0x4a5487, pot: 0xd9774f, band: 0xf7e7cd },
  { wall: [0xfaf0cf, 0xecd08a], table: 0xa8743c, pot: 0x3f7f86, band: 0xf4ead9 },
] as const;

const leaves: readonly (readonly [half: number, length: number])[] = [
  [-0.52, 34],
  [0.52, 34],
  [-0.33, 43],
  [0.33, 43],
  [-0.13, 48],
  [0.15, 47],
];

/** A house plant on a table, in better health than most. */
export function drawPlant(random: Random, size: number): RgbaImage {
  const { wall, table, pot, band } = random.pick(rooms);
  const canvas = new Canvas(size, gradient(wall[0], wall[1], [30, 0, 70, 90]));
  canvas.fill(ellipse(50, 44, 37), mix(wall[0], 0xffffff, 0.45), { alpha: 0.8 });
  canvas.fill(
    path('M -2 86 L 102 86 L 102 104 L -2 104 Z'),
    gradient(table, mix(table, 0x120a18, 0.25), [0, 86, 100, 100]),
  );
  canvas.fill(ellipse(54, 87.4, 21, 2), 0x120a18, { alpha: 0.22 });
  for (const [half, length] of leaves) drawLeaf(canvas, random, half, length);
  const vessel = path('M 34 62 L 66 62 C 65.4 72 63.4 80 60.4 86 C 56 87.6 44 87.6 39.6 86 C 36.6 80 34.6 72 34 62 Z');
  canvas.fill(vessel, gradient(pot, mix(pot, 0x120a18, 0.22), [40, 70, 72, 76]));
  canvas.stroke(path('M 30 72.4 L 36.4 69.4 L 42.8 73.4 L 49.2 69.4 L 55.6 73.4 L 62 69.4 L 68 72.4'), 1.7, band, {
    within: canvas.cover(vessel),
  });
  canvas.fill(path('M 32.4 60 L 67.6 60 L 67 64.6 L 33 64.6 Z'), mix(pot, 0xffffff, 0.18));
  return canvas.image();
}

/** One leaf rising from the pot, leaning by the angle whose tangent of the half is `half`: a lit side, a shaded side, a vein. */
function drawLeaf(canvas: Canvas, random: Random, half: number, length: number): void {
  const green = random.pick([0x2f7a55, 0x3b8c5a, 0x26684e, 0x4c9a5e]);
  const width = length * 0.23;
  const tip = 62 - length;
  const side = path(
    `M 50 62 C ${50 - width * 0.5} ${62 - length * 0.22} ${50 - width * 1.9} ${62 - length * 0.52} 50 ${tip} Z`,
  );
  const lean = (outline: Outline) => turned(moved(outline, half * 8, 0), half, [50 + half * 8, 62]);
  canvas.fill(lean(side), mix(green, 0xffffff, 0.12));
  canvas.fill(lean(mirrored(side)), mix(green, 0x0a2a2a, 0.24));
  canvas.stroke(lean(path(`M 50 66 L 50 ${tip + length * 0.08}`)), 0.8, mix(green, 0xf4f7d0, 0.45));
}
