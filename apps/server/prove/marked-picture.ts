import sharp from 'sharp';

/** Pictures that say which they are in every size and format: four plain quarters, each one of 27 colours. */
/** Of one channel: as far apart as can be, so that no encoder's loss takes one for another. */
const levels = [20, 128, 236] as const;
const colours = levels.length ** 3;
const quarters = [0, 1, 2, 3] as const;
const formats = ['png', 'jpeg', 'webp'] as const;

/** There are this many. */
export const markCount = colours ** quarters.length;

/** How they are made; none of it hides the mark. */
export interface Look {
  side: number;
  /** How far each pixel may be from its colour: with it the file is large, as that of a photograph. Less than half a level apart. */
  grain: number;
}
const small: Look = { side: 64, grain: 0 };

export interface MarkedPicture {
  data: Uint8Array;
  mimeType: string;
}

/** The file of a mark, a whole number from 0 to `markCount - 1`. */
export async function markedPicture(mark: number, { side, grain }: Look = small): Promise<MarkedPicture> {
  const pixels = new Uint8Array(side * side * 3);
  for (let at = 0; at < side * side; at += 1) {
    const quarter = (at % side < side / 2 ? 0 : 1) + (at < (side * side) / 2 ? 0 : 2);
    const off = grain === 0 ? 0 : Math.round((Math.random() * 2 - 1) * grain);
    const colour = colourOf(Math.floor(mark / colours ** quarter) % colours);
    for (const [channel, level] of colour.entries()) pixels[at * 3 + channel] = level + off;
  }
  const format = formats[mark % formats.length] ?? 'png';
  const file = sharp(pixels, { raw: { width: side, height: side, channels: 3 } }).toFormat(format, { quality: 95 });
  return { data: Uint8Array.from(await file.toBuffer()), mimeType: `image/${format}` };
}

/** Which picture these bytes show, in whatever size and format; null when they are no image. */
export async function readMark(bytes: Uint8Array): Promise<number | null> {
  try {
    const decoded = sharp(bytes).toColourspace('srgb').removeAlpha().raw();
    const { data, info } = await decoded.toBuffer({ resolveWithObject: true });
    const pixelAt = (x: number, y: number) => data.subarray((y * info.width + x) * info.channels).subarray(0, 3);
    return quarters.reduce<number>((mark, quarter) => {
      const x = Math.floor((info.width * (quarter % 2 === 0 ? 1 : 3)) / 4);
      const y = Math.floor((info.height * (quarter < 2 ? 1 : 3)) / 4);
      return mark + nearest(pixelAt(x, y)) * colours ** quarter;
    }, 0);
  } catch {
    return null;
  }
}

function colourOf(number: number): number[] {
  return [0, 1, 2].map((channel) => levels[Math.floor(number / 3 ** channel) % 3] ?? 0);
}

function nearest(pixel: Uint8Array): number {
  return pixel.reduce((sum, value, channel) => sum + Math.round((value - 20) / 108) * 3 ** channel, 0);
}
