/** A picture in memory: sRGB, 8 bits a channel, row by row, upright; with 4 channels the last is alpha, not premultiplied. */
export interface Pixels {
  readonly data: Uint8Array;
  readonly width: number;
  readonly height: number;
  readonly channels: 3 | 4;
}

/** How sharp is told the shape of {@link Pixels}. */
export const rawShape = ({ width, height, channels }: Pixels) => ({ raw: { width, height, channels } });

/** Whether any pixel lets something through. An alpha channel that is opaque throughout says nothing. */
export function hasTransparency({ data, channels }: Pixels): boolean {
  if (channels === 3) return false;
  for (let alpha = 3; alpha < data.length; alpha += 4) if (data[alpha] !== 255) return true;
  return false;
}
