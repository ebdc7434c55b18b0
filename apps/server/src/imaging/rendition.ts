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
  /** The image is a square of about `side` pixels. */
  encode(image: Sharp, side: number): Sharp;
}

/** At the same setting larger pictures keep less of what a JPEG of the same size keeps. */
const bySide = (side: number, upTo256: number, upTo512: number, above: number) =>
  side <= 256 ? upTo256 : side <= 512 ? upTo512 : above;

/** Chosen by measurement, against JPEG of quality 85: docs/decisions/0010. */
const encoders: Record<StoredMimeType, Encoder> = {
  'image/avif': {
    settings: 'avif-63-68-72-420-ssim-e2',
    encode: (image, side) =>
      image.avif({ quality: bySide(side, 63, 68, 72), chromaSubsampling: '4:2:0', tune: 'ssim', effort: 2 }),
  },
  'image/webp': {
    settings: 'webp-80-82-84-e4',
    encode: (image, side) => image.webp({ quality: bySide(side, 80, 82, 84), alphaQuality: 90, effort: 4 }),
  },
  'image/jpeg': {
    settings: 'jpeg-77-table8-trellis',
    encode: (image, side) =>
      image
        // What is transparent is white in a format that knows no transparency.
        .flatten({ background: '#fff' })
        .jpeg({
          quality: 77,
          // Peterson, Ahumada and Watson 1993, as mozjpeg counts its tables.
          quantisationTable: 8,
          trellisQuantisation: true,
          overshootDeringing: true,
          // Several scans cost small pictures more in headers than they save.
          optimiseScans: side > 128,
        }),
  },
  // Level 9 takes three times as long as 7 and saves half a hundredth.
  'image/png': { settings: 'png-7', encode: (image) => image.png({ compressionLevel: 7, adaptiveFiltering: true }) },
};

/** Names the settings with which renditions of a type are made now. */
export function renditionSettings(mimeType: StoredMimeType): string {
  return encoders[mimeType].settings;
}

/** A square of `side` pixels, enlarged where the picture is smaller. The same source gives the same bytes. */
export async function makeRendition(
  { data, width, height, cropX, cropY }: RenditionSource,
  side: number,
  mimeType: StoredMimeType,
): Promise<Uint8Array<ArrayBuffer>> {
  const shorter = Math.min(width, height);
  const image = sharp(data, { failOn: 'warning', pages: 1 })
    .extract({ left: cropX, top: cropY, width: shorter, height: shorter })
    .resize({ width: side, height: side, kernel: 'lanczos3' });
  return new Uint8Array(await encoders[mimeType].encode(image, side).toBuffer());
}
