import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { type Pixels, rawShape } from './pixels';

/** What can be told of a picture without its bytes. */
export interface Summary {
  /** A ThumbHash in base64 (evanw.github.io/thumbhash), about 25 bytes before it. */
  thumbhash: string;
  /** The colour that most of the picture has, as `#rrggbb`. */
  dominantColor: string;
  /** Left and top, in pixels, of the square shown of a picture that is none; its side is the shorter one. */
  cropX: number;
  cropY: number;
}

/** The longest side that a ThumbHash is computed from. */
const maxEdge = 100;
/** The side of the square in which the crop is looked for; enough to see a face. */
const cropEdge = 160;

/** The same pixels give the same summary. */
export async function summarise(pixels: Pixels): Promise<Summary> {
  const { data, info } = await sharp(pixels.data, rawShape(pixels))
    .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return {
    thumbhash: rgbaToThumbHash(info.width, info.height, data).toBase64(),
    dominantColor: dominantColor(data),
    ...(await findCrop(pixels)),
  };
}

/** The mean of the fullest of 4096 bins, four bits a channel. What is transparent has no say; all of it is mid-grey. */
function dominantColor(rgba: Uint8Array): string {
  const bins = new Map<number, { count: number; sums: [number, number, number] }>();
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red = 0, green = 0, blue = 0, alpha = 0] = rgba.subarray(at, at + 4);
    if (alpha < 128) continue;
    const key = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    const bin = bins.get(key) ?? { count: 0, sums: [0, 0, 0] };
    bin.count += 1;
    bin.sums = [bin.sums[0] + red, bin.sums[1] + green, bin.sums[2] + blue];
    bins.set(key, bin);
  }
  const [fullest] = [...bins.values()].sort((one, other) => other.count - one.count);
  if (!fullest) return '#808080';
  return `#${fullest.sums
    .map((sum) =>
      Math.round(sum / fullest.count)
        .toString(16)
        .padStart(2, '0'),
    )
    .join('')}`;
}

/**
 * Where people look: libvips's attention strategy favours skin, saturation and detail. Found once, so that every size and
 * format shows the same part of the picture.
 */
async function findCrop(pixels: Pixels): Promise<{ cropX: number; cropY: number }> {
  const { width, height } = pixels;
  const shorter = Math.min(width, height);
  if (width === height) return { cropX: 0, cropY: 0 };
  const edge = Math.min(cropEdge, shorter);
  const { info } = await sharp(pixels.data, rawShape(pixels))
    .resize({ width: edge, height: edge, fit: 'cover', position: sharp.strategy.attention })
    .raw()
    .toBuffer({ resolveWithObject: true });
  // The offsets are negative: by how much the scaled picture was moved.
  const along = (offset: number | undefined, length: number) =>
    Math.max(0, Math.min(length - shorter, Math.round((-(offset ?? 0) * shorter) / edge)));
  return { cropX: along(info.cropOffsetLeft, width), cropY: along(info.cropOffsetTop, height) };
}
