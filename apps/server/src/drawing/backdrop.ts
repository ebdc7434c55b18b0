import { Canvas } from './canvas';
import { gradient, mix } from './colour';
import { ellipse } from './outline';
import { backdrops } from './palette';
import type { Sitter } from './sitter';

/** The sheet with its ground: a gradient, and a large soft disc behind the head. */
export function drawBackdrop({ traits }: Sitter, size: number): Canvas {
  const [top, bottom] = backdrops[traits.backdrop];
  const canvas = new Canvas(size, gradient(top, bottom, [35, 0, 65, 100]));
  canvas.fill(ellipse(50, 48, 39), gradient(mix(top, 0xffffff, 0.5), bottom, [40, 5, 60, 95]), { alpha: 0.75 });
  return canvas;
}
