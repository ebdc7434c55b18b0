import { Canvas } from './canvas';
import { gradient } from './colour';
import { ellipse, path } from './outline';
import type { RgbaImage } from './rgba-image';

const light = 0xe4e8ee;
const ground = 0xcfd6e0;
const figureLight = 0xa9b4c4;
const figure = 0x8f9cb0;

/**
 * The picture of someone who has none: head and shoulders, of nobody in particular. Mid greys, so that it stands out on
 * light pages and on dark ones; all that matters lies inside the circle. `size` in pixels.
 */
export function drawPlaceholder(size: number): RgbaImage {
  const canvas = new Canvas(size, gradient(light, ground, [30, 0, 70, 100]));
  const paint = gradient(figureLight, figure, [40, 20, 60, 100]);
  canvas.fill(path('M 12 104 C 12 78 29 66 50 66 C 71 66 88 78 88 104 Z'), paint);
  canvas.fill(ellipse(50, 40.5, 21.5, 23), gradient(light, ground, [30, 0, 70, 100]));
  canvas.fill(ellipse(50, 39, 17.5, 19.5), paint);
  return canvas.image();
}
