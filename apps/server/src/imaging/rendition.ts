import type { StoredMimeType } from '@visage/contract/picture';
import sharp, { type Sharp } from 'sharp';

/** What a rendition is made from: a stored picture, and the square of it that is shown. */
export interface RenditionSource {
  data: Uint8Array;
  width: number;
  height: number;
  /** Left and top of the square, in pixels; its side is the shorter one of the picture. */
  cropX: number;
  cropY: number;
}

interface Encoder {
  /** Names the settings; to be changed with them, so that renditions made before are made anew. */
  settings: string;
  encode(image: Sharp): Sharp;
}

/** Chosen by measurement: docs/decisions/0010. */
const encoders: Record<StoredMimeType, Encoder> = {
  'image/avif': { settings: 'avif-55-e2', encode: (image) => image.avif({ quality: 55, effort: 2 }) },
  'image/webp': {
    settings: 'webp-80-e4',
    encode: (image) => image.webp({ quality: 80, alphaQuality: 90, effort: 4, smartSubsample: true }),
  },
  'image/jpeg': {
    settings: 'jpeg-82-mozjpeg',
    // What is transparent is white in a format that knows no transparency.
    encode: (image) => image.flatten({ background: '#fff' }).jpeg({ quality: 82, mozjpeg: true }),
  },
  'image/png': { settings: 'png-9', encode: (image) => image.png({ compressionLevel: 9, adaptiveFiltering: true }) },
};

/** Names the settings with which renditions of a type are made now. */
export function renditionSettings(mimeType: StoredMimeType): string {
  return encoders[mimeType].settings;
}

/** A square of `side` pixels, at most the shorter side of the picture. The same source gives the same bytes. */
export async function makeRendition(
  { data, width, height, cropX, cropY }: RenditionSource,
  side: number,
  mimeType: StoredMimeType,
): Promise<Uint8Array<ArrayBuffer>> {
  const shorter = Math.min(width, height);
  const image = sharp(data, { failOn: 'warning', pages: 1 })
    .extract({ left: cropX, top: cropY, width: shorter, height: shorter })
    .resize({ width: side, height: side, kernel: 'lanczos3', withoutEnlargement: true });
  return new Uint8Array(await encoders[mimeType].encode(image).toBuffer());
}
