/** Points as x, y, x, y …, in drawing units. */
type Line = readonly number[];

/** One or more lines, to be filled or stroked. Filled, lines of like direction unite and lines of opposite direction cut holes. */
export type Outline = readonly Line[];

/** Straight pieces for one curve: a circle as wide as a 640 px picture stays within a fifth of a pixel of true. */
const pieces = 24;

/** Path data as in SVG, restricted to absolute `M`, `L`, `C`, `Q` and `Z`; the drawing is 100 units wide and high. */
export function path(data: string): Outline {
  const lines: number[][] = [];
  let line: number[] = [];
  for (const [, command, numbers = ''] of data.matchAll(/([MLCQZ])([^MLCQZ]*)/g)) {
    const at =
      numbers.trim() === ''
        ? []
        : numbers
            .trim()
            .split(/[\s,]+/)
            .map(Number);
    if (command === 'M') {
      line = [];
      lines.push(line);
    }
    if (command === 'M' || command === 'L') line.push(...at);
    if (command === 'C') for (let i = 0; i < at.length; i += 6) curve(line, at.slice(i, i + 6));
    if (command === 'Q') for (let i = 0; i < at.length; i += 4) curve(line, raised(line, at.slice(i, i + 4)));
    if (command === 'Z') line.push(...line.slice(0, 2));
  }
  return lines;
}

/** How far a control point lies from its end so that four curves make a circle. */
const kappa = 0.5522847498;

export function ellipse(x: number, y: number, rx: number, ry = rx): Outline {
  const kx = rx * kappa;
  const ky = ry * kappa;
  return path(
    `M ${x} ${y - ry} C ${x + kx} ${y - ry} ${x + rx} ${y - ky} ${x + rx} ${y} ` +
      `C ${x + rx} ${y + ky} ${x + kx} ${y + ry} ${x} ${y + ry} C ${x - kx} ${y + ry} ${x - rx} ${y + ky} ${x - rx} ${y} ` +
      `C ${x - rx} ${y - ky} ${x - kx} ${y - ry} ${x} ${y - ry} Z`,
  );
}

/** A closed, smooth line through all the points (a Catmull–Rom spline). */
export function blob(points: readonly (readonly [number, number])[]): Outline {
  const at = (index: number) => points[(index + points.length) % points.length] ?? [0, 0];
  const line: number[] = [...at(0)];
  points.forEach(([x, y], index) => {
    const [beforeX, beforeY] = at(index - 1);
    const [nextX, nextY] = at(index + 1);
    const [afterX, afterY] = at(index + 2);
    curve(line, [
      x + (nextX - beforeX) / 6,
      y + (nextY - beforeY) / 6,
      nextX - (afterX - x) / 6,
      nextY - (afterY - y) / 6,
      nextX,
      nextY,
    ]);
  });
  return [line];
}

export const square: Outline = path('M 0 0 L 100 0 L 100 100 L 0 100 Z');

/** One outline of several. */
export function united(...outlines: readonly Outline[]): Outline {
  return outlines.flat();
}

/** As if seen in a mirror standing at x = 50; directions are kept, so that it unites with the original. */
export function mirrored(outline: Outline): Outline {
  return reversed(outline.map((line) => line.map((value, index) => (index % 2 === 0 ? 100 - value : value))));
}

/** Both an outline and its mirror image. */
export function twice(outline: Outline): Outline {
  return united(outline, mirrored(outline));
}

/** Runs the other way round: united with what surrounds it, it cuts a hole. */
export function reversed(outline: Outline): Outline {
  return outline.map((line) => {
    const turned: number[] = [];
    for (let i = line.length - 2; i >= 0; i -= 2) turned.push(line[i] ?? 0, line[i + 1] ?? 0);
    return turned;
  });
}

export function moved(outline: Outline, dx: number, dy: number): Outline {
  return outline.map((line) => line.map((value, index) => value + (index % 2 === 0 ? dx : dy)));
}

/** Turned about a point by the angle whose tangent of the half is `half` (exact arithmetic, unlike sine and cosine). */
export function turned(outline: Outline, half: number, [cx, cy]: readonly [number, number]): Outline {
  const cos = (1 - half * half) / (1 + half * half);
  const sin = (2 * half) / (1 + half * half);
  return outline.map((line) =>
    line.map((value, index) => {
      const x = (index % 2 === 0 ? value : (line[index - 1] ?? 0)) - cx;
      const y = (index % 2 === 0 ? (line[index + 1] ?? 0) : value) - cy;
      return index % 2 === 0 ? cx + x * cos - y * sin : cy + x * sin + y * cos;
    }),
  );
}

function raised(line: Line, [cx = 0, cy = 0, x = 0, y = 0]: readonly number[]): number[] {
  const [x0 = 0, y0 = 0] = line.slice(-2);
  return [x0 + ((cx - x0) * 2) / 3, y0 + ((cy - y0) * 2) / 3, x + ((cx - x) * 2) / 3, y + ((cy - y) * 2) / 3, x, y];
}

function curve(line: number[], [ax = 0, ay = 0, bx = 0, by = 0, x = 0, y = 0]: readonly number[]): void {
  const [x0 = 0, y0 = 0] = line.slice(-2);
  for (let piece = 1; piece <= pieces; piece++) {
    const t = piece / pieces;
    const s = 1 - t;
    const [p, q, r, u] = [s * s * s, 3 * s * s * t, 3 * s * t * t, t * t * t];
    line.push(p * x0 + q * ax + r * bx + u * x, p * y0 + q * ay + r * by + u * y);
  }
}
