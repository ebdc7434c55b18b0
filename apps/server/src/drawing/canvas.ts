import type { Paint } from './colour';
import { type Coverage, filled, stroked, type View } from './coverage';
import { type Outline, square } from './outline';
import type { RgbaImage } from './rgba-image';

/** How a shape is laid on. */
export interface Touch {
  /** From 0 to 1, everywhere or for each place. */
  alpha?: number | ((x: number, y: number) => number);
  /** Only where this is covered. */
  within?: Coverage;
}

/** A square sheet, 100 units wide and high whatever its pixels. What is drawn later lies on top; the ground is opaque. */
export class Canvas {
  readonly #size: number;
  #view: View;
  readonly #data: Uint8Array;

  /** `size` in pixels. */
  constructor(size: number, ground: Paint) {
    if (!Number.isInteger(size) || size < 1) throw new RangeError('The size of a drawing is a whole number of pixels.');
    this.#size = size;
    this.#view = { scale: size / 100, dx: 0, dy: 0, rows: size };
    this.#data = new Uint8Array(size * size * 4).fill(255);
    this.fill(square, ground);
  }

  /** From now on everything appears `times` as large, seen from the given place, which stays where it is. */
  zoom(times: number, [x, y]: readonly [number, number]): void {
    const { scale, dx, dy } = this.#view;
    this.#view = {
      ...this.#view,
      scale: scale * times,
      dx: dx + x * scale * (1 - times),
      dy: dy + y * scale * (1 - times),
    };
  }

  /** What `fill` would cover, to keep other shapes within it. */
  cover(outline: Outline): Coverage {
    return filled(outline, this.#view);
  }

  fill(outline: Outline, paint: Paint, touch: Touch = {}): void {
    this.#lay(this.cover(outline), paint, touch);
  }

  /** `width` in units. */
  stroke(outline: Outline, width: number, paint: Paint, touch: Touch = {}): void {
    this.#lay(stroked(outline, width, this.#view), paint, touch);
  }

  image(): RgbaImage {
    return { width: this.#size, height: this.#size, data: this.#data.slice() };
  }

  #lay(coverage: Coverage, paint: Paint, { alpha = 1, within }: Touch): void {
    const size = this.#size;
    const { scale, dx, dy } = this.#view;
    const pixel = 1 / scale;
    const right = Math.min(size, coverage.left + coverage.width);
    const bottom = Math.min(size, coverage.top + coverage.height);
    for (let row = coverage.top; row < bottom; row++) {
      const y = (row + 0.5 - dy) * pixel;
      const start = (row - coverage.top) * coverage.width - coverage.left;
      for (let column = Math.max(0, coverage.left); column < right; column++) {
        let amount = coverage.values[start + column] ?? 0;
        if (amount > 0 && within !== undefined) amount *= valueAt(within, column, row);
        if (amount <= 0) continue;
        const x = (column + 0.5 - dx) * pixel;
        amount *= typeof alpha === 'number' ? alpha : alpha(x, y);
        blend(this.#data, (row * size + column) * 4, typeof paint === 'number' ? paint : paint(x, y, pixel), amount);
      }
    }
  }
}

/** Lays `amount` of a colour (from 0 to 1) over one pixel. In whole 256ths: this is where nearly all the time goes. */
function blend(data: Uint8Array, index: number, colour: number, amount: number): void {
  const above = (amount * 256 + 0.5) | 0;
  const below = 256 - above;
  data[index] = ((data[index] ?? 0) * below + (colour >> 16) * above + 128) >> 8;
  data[index + 1] = ((data[index + 1] ?? 0) * below + ((colour >> 8) & 255) * above + 128) >> 8;
  data[index + 2] = ((data[index + 2] ?? 0) * below + (colour & 255) * above + 128) >> 8;
}

function valueAt({ left, top, width, height, values }: Coverage, column: number, row: number): number {
  const x = column - left;
  const y = row - top;
  return x < 0 || y < 0 || x >= width || y >= height ? 0 : (values[y * width + x] ?? 0);
}
