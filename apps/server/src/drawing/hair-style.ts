import type { Canvas } from './canvas';
import { gradient } from './colour';
import { ellipse, type Outline, path, united } from './outline';
import type { Tones } from './palette';
import type { Sitter } from './sitter';

type Draw = (canvas: Canvas, sitter: Sitter) => void;

/** A style in up to three layers; see `hair.ts` for where each lies. */
export interface HairStyle {
  behind?: Draw;
  sides?: Draw;
  above?: Draw;
}

/** A mass of hair, lit from above left, with some strands of sheen or shadow that never leave it. */
export function fillHair(
  canvas: Canvas,
  mass: Outline,
  { base, shade, sheen }: Tones,
  strands?: { light?: string; dark?: string },
): void {
  canvas.fill(mass, gradient(base, shade, [44, 34, 62, 92]));
  if (strands === undefined) return;
  const within = canvas.cover(mass);
  if (strands.dark !== undefined) canvas.stroke(path(strands.dark), 0.8, shade, { within, alpha: 0.8 });
  if (strands.light !== undefined) canvas.stroke(path(strands.light), 1.3, sheen, { within, alpha: 0.75 });
}

/** Round tufts of one radius, their middles written as `x y, x y`: curls. */
export function tufts(middles: string, radius: number): Outline {
  return united(
    ...middles.split(',').map((middle) => {
      const [x = 0, y = 0] = middle.trim().split(' ').map(Number);
      return ellipse(x, y, radius);
    }),
  );
}
