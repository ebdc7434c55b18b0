import type { Frame } from './frame';

/** What a frame is drawn from: a bitmap in whose pixels the frame is given. */
export interface Drawing {
  bitmap: ImageBitmap;
  frame: Frame;
  /** Without transparency nothing of what is behind shines through along the edges. */
  isOpaque: boolean;
}

/** The framed part of a bitmap as a square of `side` pixels. */
export function drawFrame({ bitmap, frame, isOpaque }: Drawing, side: number): HTMLCanvasElement {
  // Browsers that only look at the nearest few pixels make noise of more than halving, so it is halved until it fits.
  let edge = side;
  while (edge * 2 <= frame.side) edge *= 2;
  const [canvas, context] = square(edge, isOpaque);
  context.translate(edge / 2, edge / 2);
  context.rotate(frame.angle);
  context.scale(edge / frame.side, edge / frame.side);
  context.drawImage(bitmap, -frame.x, -frame.y);
  let drawn = canvas;
  while (edge > side) {
    edge /= 2;
    drawn = resized(drawn, edge, isOpaque);
  }
  return drawn;
}

export function resized(from: HTMLCanvasElement, side: number, isOpaque: boolean): HTMLCanvasElement {
  const [canvas, context] = square(side, isOpaque);
  context.drawImage(from, 0, 0, side, side);
  return canvas;
}

function square(side: number, isOpaque: boolean): [HTMLCanvasElement, CanvasRenderingContext2D] {
  const canvas = document.createElement('canvas');
  canvas.width = side;
  canvas.height = side;
  const context = canvas.getContext('2d', { alpha: !isOpaque, colorSpace: 'srgb' });
  if (!context) throw new Error('This browser gives no canvas.');
  context.imageSmoothingQuality = 'high';
  return [canvas, context];
}
