import type { Outline } from './outline';

/** How much of each pixel a shape covers, from 0 to 1, for the rectangle of pixels around it. */
export interface Coverage {
  left: number;
  top: number;
  width: number;
  height: number;
  values: Float32Array;
}

/** How units become pixels: multiplied, then moved. `rows` is the height of the picture in pixels. */
export interface View {
  scale: number;
  dx: number;
  dy: number;
  rows: number;
}

/**
 * The exact area of every pixel that lies inside: each edge adds its signed area to the pixels it crosses, and a running
 * sum along the row does the rest (Raph Levien, "Inside the fastest font renderer in the world", 2016).
 */
export function filled(outline: Outline, view: View): Coverage {
  const seen = outline.map((line) => projected(line, view));
  const box = around(seen, 0, view.rows);
  const { left, top, width, height, values } = box;
  for (const line of seen) {
    let [x0 = 0, y0 = 0] = line.slice(-2);
    for (let i = 0; i + 1 < line.length; i += 2) {
      const [x1, y1] = [line[i] ?? 0, line[i + 1] ?? 0];
      addEdge(box, x0 - left, y0 - top, x1 - left, y1 - top);
      [x0, y0] = [x1, y1];
    }
  }
  for (let row = 0; row < height; row++) {
    let sum = 0;
    for (let i = row * width; i < (row + 1) * width; i++) {
      sum += values[i] ?? 0;
      values[i] = Math.min(1, Math.abs(sum));
    }
  }
  return box;
}

/** The lines drawn with a round pen `width` units wide. Thinner than a pixel, they fade instead of breaking up. */
export function stroked(outline: Outline, width: number, view: View): Coverage {
  const radius = Math.max((width * view.scale) / 2, 0.5);
  const strength = Math.min(1, width * view.scale);
  const seen = outline.map((line) => projected(line, view));
  const box = around(seen, radius + 1, view.rows);
  for (const line of seen) {
    for (let i = 0; i + 3 < line.length; i += 2) {
      const [x0 = 0, y0 = 0, x1 = 0, y1 = 0] = line.slice(i, i + 4);
      addCapsule(box, [x0 - box.left, y0 - box.top, x1 - box.left, y1 - box.top], radius, strength);
    }
  }
  return box;
}

function projected(line: Outline[number], { scale, dx, dy }: View): number[] {
  return line.map((value, index) => value * scale + (index % 2 === 0 ? dx : dy));
}

function around(lines: readonly (readonly number[])[], margin: number, rows: number): Coverage {
  let [x0, y0, x1, y1] = [Infinity, Infinity, -Infinity, -Infinity];
  for (const line of lines) {
    for (let i = 0; i + 1 < line.length; i += 2) {
      const [x, y] = [line[i] ?? 0, line[i + 1] ?? 0];
      x0 = Math.min(x0, x);
      x1 = Math.max(x1, x);
      y0 = Math.min(y0, y);
      y1 = Math.max(y1, y);
    }
  }
  const left = Math.floor(x0 - margin);
  const top = Math.max(0, Math.floor(y0 - margin));
  const width = Math.max(0, Math.ceil(x1 + margin) + 2 - left) || 0;
  const height = Math.max(0, Math.min(rows, Math.ceil(y1 + margin)) - top) || 0;
  return { left, top, width, height, values: new Float32Array(width * height) };
}

function addEdge({ width, height, values }: Coverage, xa: number, ya: number, xb: number, yb: number): void {
  if (ya === yb) return;
  const direction = ya < yb ? 1 : -1;
  const [x0, y0, x1, y1] = ya < yb ? [xa, ya, xb, yb] : [xb, yb, xa, ya];
  const slope = (x1 - x0) / (y1 - y0);
  let x = y0 < 0 ? x0 - y0 * slope : x0;
  for (let row = Math.max(0, Math.floor(y0)); row < Math.min(height, Math.ceil(y1)); row++) {
    const dy = Math.min(row + 1, y1) - Math.max(row, y0);
    const nextX = x + slope * dy;
    addRow(values, row * width, direction * dy, Math.min(x, nextX), Math.max(x, nextX));
    x = nextX;
  }
}

/** Spreads one row's share `d` of an edge that runs from `x0` to `x1` over the pixels it crosses. */
function addRow(values: Float32Array, start: number, d: number, x0: number, x1: number): void {
  const first = Math.floor(x0);
  const last = Math.ceil(x1);
  const add = (column: number, amount: number) => {
    values[start + column] = (values[start + column] ?? 0) + amount;
  };
  if (last <= first + 1) {
    const outside = (x0 + x1) / 2 - first;
    add(first, d * (1 - outside));
    add(first + 1, d * outside);
    return;
  }
  const s = 1 / (x1 - x0);
  const head = 0.5 * s * (1 - (x0 - first)) ** 2;
  const tail = 0.5 * s * (x1 - last + 1) ** 2;
  add(first, d * head);
  if (last === first + 2) {
    add(first + 1, d * (1 - head - tail));
  } else {
    const second = s * (1.5 - (x0 - first));
    add(first + 1, d * (second - head));
    for (let column = first + 2; column < last - 1; column++) add(column, d * s);
    add(last - 1, d * (1 - (second + (last - first - 3) * s) - tail));
  }
  add(last, d * tail);
}

type Segment = readonly [x0: number, y0: number, x1: number, y1: number];

function addCapsule(box: Coverage, [x0, y0, x1, y1]: Segment, radius: number, strength: number): void {
  const { width, height, values } = box;
  const [dx, dy] = [x1 - x0, y1 - y0];
  const lengthSquared = dx * dx + dy * dy || 1;
  const reach = radius + 1;
  const right = Math.min(width, Math.ceil(Math.max(x0, x1) + reach));
  const bottom = Math.min(height, Math.ceil(Math.max(y0, y1) + reach));
  for (let row = Math.max(0, Math.floor(Math.min(y0, y1) - reach)); row < bottom; row++) {
    for (let column = Math.max(0, Math.floor(Math.min(x0, x1) - reach)); column < right; column++) {
      const [px, py] = [column + 0.5 - x0, row + 0.5 - y0];
      const t = Math.min(1, Math.max(0, (px * dx + py * dy) / lengthSquared));
      const [qx, qy] = [px - t * dx, py - t * dy];
      const covered = Math.min(1, radius + 0.5 - Math.sqrt(qx * qx + qy * qy)) * strength;
      const index = row * width + column;
      if (covered > (values[index] ?? 1)) values[index] = covered;
    }
  }
}
