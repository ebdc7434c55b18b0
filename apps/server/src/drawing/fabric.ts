import { type Colour, clamp, mix, type Paint } from './colour';
import type { Traits } from './traits';

/** Cloth: plain, or patterned in a second colour with edges as soft as one pixel. */
export function fabricPaint(fabric: Traits['fabric'], cloth: Colour, accent: Colour): Paint {
  if (fabric === 'plain') return cloth;
  const distance = distances[fabric];
  const steps = Array.from({ length: 33 }, (_, index) => mix(cloth, accent, index / 32));
  return (x, y, pixel) => steps[Math.round(clamp(0.5 - distance(x - 50, y - 70) / pixel) * 32)] ?? cloth;
}

/** How far a place lies outside the pattern (negative: inside), in units, the middle of the chest being the origin. */
const distances: Record<Exclude<Traits['fabric'], 'plain'>, (x: number, y: number) => number> = {
  stripes: (_, y) => wave(y, 6) - 1.4,
  checks: (x, y) => Math.min(wave(x, 8) - 0.75, wave(y, 8) - 0.75),
  zigzag: (x, y) => (wave(y + wave(x, 8) * 0.9, 7) - 1.1) * 0.74,
  dots(x, y) {
    const row = Math.round(y / 5);
    const dx = wave(x + (row % 2 === 0 ? 0 : 3.5), 7);
    return Math.sqrt(dx * dx + (y - row * 5) ** 2) - 1.15;
  },
  leaves(x, y) {
    const row = Math.round(y / 6.5);
    const shifted = x + (row % 2 === 0 ? 0 : 4.5);
    const column = Math.round(shifted / 9);
    const [dx, dy] = [shifted - column * 9, y - row * 6.5];
    const lean = (row + column) % 2 === 0 ? Math.SQRT1_2 : -Math.SQRT1_2;
    const [along, across] = [dx * Math.SQRT1_2 + dy * lean, Math.abs(dy * Math.SQRT1_2 - dx * lean)];
    // A leaf is what two circles share.
    return Math.sqrt(along * along + (across + 2.2) ** 2) - 3.5;
  },
};

/** Distance to the nearest multiple of `period`. */
function wave(value: number, period: number): number {
  return Math.abs(value - Math.round(value / period) * period);
}
