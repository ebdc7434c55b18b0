/** sRGB as 0xRRGGBB. */
export type Colour = number;

/** A colour for each place, in drawing units; `pixel` is the width of one pixel, so that patterns can soften their edges. */
export type Paint = Colour | ((x: number, y: number, pixel: number) => Colour);

/** From `one` (amount 0) to `other` (amount 1), mixed as browsers mix: in sRGB. */
export function mix(one: Colour, other: Colour, amount: number): Colour {
  const channel = (shift: number) => {
    const from = (one >> shift) & 255;
    return Math.round(from + (((other >> shift) & 255) - from) * amount) << shift;
  };
  return channel(16) | channel(8) | channel(0);
}

/** How light a colour looks, from 0 to 1 (weights of Rec. 709, without undoing gamma: near enough to choose between two). */
export function lightness(colour: Colour): number {
  return (0.2126 * ((colour >> 16) & 255) + 0.7152 * ((colour >> 8) & 255) + 0.0722 * (colour & 255)) / 255;
}

export function clamp(value: number): number {
  return Math.min(1, Math.max(0, value));
}

/** Zero below `low`, one above `high`, and a soft S between. */
export function smoothStep(low: number, high: number, value: number): number {
  const t = clamp((value - low) / (high - low));
  return t * t * (3 - 2 * t);
}

/** A straight gradient along the line from one point to another. */
export function gradient(from: Colour, to: Colour, [x0, y0, x1, y1]: readonly [number, number, number, number]): Paint {
  const lengthSquared = (x1 - x0) ** 2 + (y1 - y0) ** 2;
  const steps = Array.from({ length: 257 }, (_, index) => mix(from, to, index / 256));
  return (x, y) => {
    const t = clamp(((x - x0) * (x1 - x0) + (y - y0) * (y1 - y0)) / lengthSquared);
    return steps[Math.round(t * 256)] ?? to;
  };
}
