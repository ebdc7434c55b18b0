import { Canvas } from './canvas';
import { clamp, gradient, mix } from './colour';
import { ellipse, path } from './outline';
import type { Random } from './random';
import type { RgbaImage } from './rgba-image';

const nights = [
  { high: 0x1d2350, low: 0x7b6fb0, moon: 0xfdf3d3, sea: 0x2a4f86 },
  { high: 0x123a4d, low: 0x66a7a8, moon: 0xfff6dd, sea: 0x1f6a78 },
] as const;

/** A full moon over the sea, with one small sail. */
export function drawSea(random: Random, size: number): RgbaImage {
  const { high, low, moon, sea } = random.pick(nights);
  const canvas = new Canvas(size, gradient(high, low, [50, 0, 50, 62]));
  for (let star = 0; star < 26; star++) {
    canvas.fill(ellipse(random.between(2, 98), random.between(2, 46), random.between(0.25, 0.6)), moon, {
      alpha: random.between(0.4, 0.9),
    });
  }
  const x = random.between(46, 60);
  canvas.fill(ellipse(x, 36, 32), moon, {
    alpha: (px, py) => 0.4 * clamp(1 - Math.sqrt((px - x) ** 2 + (py - 36) ** 2) / 32),
  });
  canvas.fill(ellipse(x, 36, 15), moon);
  const pits = [
    [-5, -4, 2.6],
    [4, 3, 3.4],
    [-3, 7, 1.8],
    [6, -6, 1.6],
  ] as const;
  for (const [dx, dy, radius] of pits) canvas.fill(ellipse(x + dx, 36 + dy, radius), mix(moon, low, 0.22));
  canvas.fill(path('M -2 60 L 102 60 L 102 104 L -2 104 Z'), gradient(mix(sea, low, 0.5), sea, [50, 60, 50, 76]));
  for (let glint = 0; glint < 9; glint++) {
    const half = (9 - glint) * random.between(0.9, 1.7);
    const y = 62.4 + glint * 2.3;
    canvas.stroke(path(`M ${x - half} ${y} L ${x + half} ${y}`), 0.9, moon, { alpha: 0.7 - glint * 0.05 });
  }
  drawSail(canvas, x < 53 ? 72 : 30, high);
  for (let wave = 0; wave < 4; wave++)
    drawWave(canvas, 74 + wave * 7, random.between(0, 25), mix(sea, high, 0.2 + wave * 0.24));
  return canvas.image();
}

function drawSail(canvas: Canvas, x: number, night: number): void {
  canvas.fill(path(`M ${x} 49 L ${x + 9} 69 L ${x} 69 Z`), 0xfff8ec);
  canvas.fill(path(`M ${x - 1.2} 53 L ${x - 7} 69 L ${x - 1.2} 69 Z`), 0xe9c9b4);
  canvas.fill(
    path(
      `M ${x - 9} 70.4 L ${x + 11} 70.4 C ${x + 9} 75 ${x + 6} 76 ${x + 3} 76 L ${x - 4} 76 C ${x - 7} 76 ${x - 8.4} 73 ${x - 9} 70.4 Z`,
    ),
    mix(night, 0xc2574a, 0.75),
  );
}

/** Crests in a row, each a pair of curves that meet in a point. */
function drawWave(canvas: Canvas, y: number, shift: number, colour: number): void {
  const crests = Array.from({ length: 6 }, (_, index) => {
    const left = -25 + shift + index * 25;
    return `C ${left + 8} ${y + 4.6} ${left + 17} ${y + 4.6} ${left + 25} ${y}`;
  });
  canvas.fill(path(`M ${-25 + shift} ${y} ${crests.join(' ')} L 130 106 L -30 106 Z`), colour);
}
