import sharp from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { type Pixels, rawShape } from './pixels';

/** The longest side that a ThumbHash is computed from (evanw.github.io/thumbhash). */
const maxEdge = 100;

/** A ThumbHash in base64, about 25 bytes before it. The same pixels give the same hash. */
export async function thumbhashOf(pixels: Pixels): Promise<string> {
  const { data, info } = await sharp(pixels.data, rawShape(pixels))
    .resize({ width: maxEdge, height: maxEdge, fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return rgbaToThumbHash(info.width, info.height, data).toBase64();
}
