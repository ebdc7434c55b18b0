import { Canvas } from './canvas';
import { clamp, gradient, mix } from './colour';
import { ellipse, type Outline, path } from './outline';
import type { Random } from './random';
import type { RgbaImage } from './rgba-image';

const skies = [
  { high: 0x3d4a86, low: 0xffc6a0, sun: 0xfff1d6, near: 0x232647 },
  { high: 0x7d5a94, low: 0xffb58f, sun: 0xffe9c4, near: 0x35234a },
  { high: 0x2f6d8f, low: 0xffdcb0, sun: 0xfff6e0, near: 0x16394a },
] as const;

/** Ranges at dusk, each nearer one darker, a low sun behind them and trees in front. */
export function drawMountains(random: Random, size: number): RgbaImage {
  const { high, low, sun, near } = random.pick(skies);
  const canvas = new Canvas(size, gradient(high, low, [50, 0, 50, 66]));
  const [x, y] = [random.between(40, 64), random.between(29, 34)];
  canvas.fill(ellipse(x, y, 26), sun, {
    alpha: (px, py) => 0.55 * clamp(1 - Math.sqrt((px - x) ** 2 + (py - y) ** 2) / 26),
  });
  canvas.fill(ellipse(x, y, 9.5), sun);
  const ranges = 4;
  for (let range = 0; range < ranges; range++) {
    const colour = mix(mix(low, high, 0.55), near, range / (ranges - 1));
    const base = 51 + range * 12;
    canvas.fill(
      ridge(random, base, 21 - range * 3.4),
      gradient(colour, mix(colour, low, 0.38), [50, base - 14, 50, base + 24]),
    );
  }
  for (let tree = 0; tree < 11; tree++) {
    const foot = 4 + tree * 9.4 + random.between(-3, 3);
    canvas.fill(fir(foot, random.between(93, 103), random.between(11, 20)), near);
  }
  return canvas.image();
}

/** A skyline by midpoint displacement: halve each stretch, and nudge the middle by less each time. */
function ridge(random: Random, base: number, height: number): Outline {
  let points = [base + random.between(-3, 3), base - height * random.between(0.2, 0.9), base + random.between(-3, 3)];
  for (let nudge = height * 0.5; points.length < 130; nudge *= 0.52) {
    points = points.flatMap((value, index) => {
      const next = points[index + 1];
      return next === undefined ? [value] : [value, (value + next) / 2 + random.between(-nudge, nudge)];
    });
  }
  const step = 104 / (points.length - 1);
  const skyline = points.map((value, index) => `L ${-2 + index * step} ${value}`).join(' ');
  return path(`M -2 104 ${skyline} L 102 104 Z`);
}

function fir(x: number, foot: number, height: number): Outline {
  const tier = (top: number, bottom: number, half: number) =>
    `M ${x} ${foot - height * top} L ${x + height * half} ${foot - height * bottom} L ${x - height * half} ${foot - height * bottom} Z`;
  return path(`${tier(1, 0.58, 0.17)} ${tier(0.8, 0.3, 0.24)} ${tier(0.55, -0.2, 0.31)}`);
}
