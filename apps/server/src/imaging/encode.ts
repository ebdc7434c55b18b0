import type { StoredMimeType } from '@visage/contract/picture';
import sharp, { type Sharp } from 'sharp';
import { hasTransparency, type Pixels, rawShape } from './pixels';

/**
 * Settings for what is stored, on the quick side: an upload is answered when its bytes are stored, and what people see
 * is mostly a rendition made from them. Changing one changes the bytes of the next upload of the same file.
 */
export const storedEncoders: Record<StoredMimeType, (image: Sharp) => Sharp> = {
  // mozjpeg's trellis saves 8 % and takes sixteen times as long; Huffman tables of its own, 8 % for an eighth of the time and
  // a second copy of the picture in memory.
  'image/jpeg': (image) => image.jpeg({ quality: 85, chromaSubsampling: '4:2:0', optimiseCoding: false }),
  // Filters halve photographs; the 2 % above level 4 take nearly twice as long.
  'image/png': (image) => image.png({ compressionLevel: 4, adaptiveFiltering: true }),
  // Also for what came in lossless: lossless WebP of a photograph takes six seconds at its quickest.
  'image/webp': (image) => image.webp({ quality: 85, alphaQuality: 100, effort: 2 }),
  // On one thread, efforts 2 and 3 take seven times as long as 0 and save an eighth at most.
  'image/avif': (image) => image.avif({ quality: 60, effort: 0, chromaSubsampling: '4:4:4' }),
};

/** A file of `mimeType` that holds these pixels and nothing else. The same pixels give the same bytes. */
export async function encode(pixels: Pixels, mimeType: StoredMimeType): Promise<Uint8Array<ArrayBuffer>> {
  const image = sharp(pixels.data, rawShape(pixels));
  if (!hasTransparency(pixels)) image.removeAlpha();
  return new Uint8Array(await storedEncoders[mimeType](image).toBuffer());
}
