import { maxPixels } from '@visage/contract/limits';
import { failure } from '../api/failure';
import { drawFrame } from './draw-frame';
import { encode } from './encode';
import { isAnimated, isHeic } from './file-content';
import { type Frame, type Size, scaled } from './frame';
import { words } from './words';

/** A profile picture is never shown larger. */
const largestSide = 1024;
/** Pixels that are held of a picture while it is cropped: 64 MB, and what a phone's browser still draws. */
const mostHeld = 16_777_216;
/** The longer edge of the copy that the previews are drawn from, many times a second. */
const previewEdge = 1280;

/** A picture ready to be cropped. What it holds is given back by `close`. */
export interface OpenPicture {
  size: Size;
  /** Shows the picture as it will be: upright, and standing still. */
  url: string;
  isAnimated: boolean;
  preview(frame: Frame, side: number): HTMLCanvasElement;
  /** The framed part, at most 1024 × 1024 and never larger than it is. */
  crop(frame: Frame): Promise<File>;
  close(): void;
}

export type Opened =
  | { kind: 'open'; picture: OpenPicture }
  /** Not for this browser, but perhaps for the server. */
  | { kind: 'unseen' }
  | { kind: 'refused'; why: string };

/** Never rejects: what can't be opened is told apart. */
export async function openPicture(file: File): Promise<Opened> {
  const given = URL.createObjectURL(file);
  const urls = [given];
  const release = () => {
    for (const url of urls) URL.revokeObjectURL(url);
  };
  try {
    const size = await sizeOf(given);
    if (size.width * size.height > maxPixels) {
      release();
      return { kind: 'refused', why: failure('too_many_pixels').message };
    }
    const bitmap = await decode(file, size);
    const ratio = bitmap.width / size.width;
    const small = await shrunk(bitmap, Math.min(1, previewEdge / Math.max(bitmap.width, bitmap.height)));
    const isOpaque = /^image\/(jpe?g|hei[cf])/.test(file.type);
    const moves = await isAnimated(file);
    if (moves) urls.push(URL.createObjectURL(await still(bitmap)));
    return {
      kind: 'open',
      picture: {
        size,
        url: urls.at(-1) ?? given,
        isAnimated: moves,
        preview: (frame, side) =>
          drawFrame({ bitmap: small, frame: scaled(frame, small.width / size.width), isOpaque }, side),
        async crop(frame) {
          const kept = scaled(frame, ratio);
          const side = Math.max(1, Math.min(largestSide, Math.round(kept.side)));
          const blob = await encode(drawFrame({ bitmap, frame: kept, isOpaque }, side), isOpaque);
          return new File([blob], file.name, { type: blob.type });
        },
        close() {
          release();
          bitmap.close();
          small.close();
        },
      },
    };
  } catch {
    release();
    // A file that is gone meanwhile can't even be looked at; sending it will say so.
    return (await isHeic(file).catch(() => false)) ? { kind: 'refused', why: words.heic } : { kind: 'unseen' };
  }
}

/** By the header alone, before any pixel is decoded; turned as its EXIF says. */
function sizeOf(url: string): Promise<Size> {
  return new Promise((resolve, reject) => {
    const image = new Image();
    image.onload = () => resolve({ width: image.naturalWidth, height: image.naturalHeight });
    image.onerror = () => reject(new Error('This browser can’t show the file.'));
    image.src = url;
  });
}

/** Upright and sRGB. A very large picture is made smaller while it is decoded. */
function decode(file: Blob, { width, height }: Size): Promise<ImageBitmap> {
  const ratio = Math.min(1, Math.sqrt(mostHeld / (width * height)));
  return createImageBitmap(file, {
    imageOrientation: 'from-image',
    ...(ratio < 1 && {
      resizeWidth: Math.floor(width * ratio),
      resizeHeight: Math.floor(height * ratio),
      resizeQuality: 'high',
    }),
  });
}

function shrunk(bitmap: ImageBitmap, ratio: number): Promise<ImageBitmap> {
  return createImageBitmap(bitmap, {
    resizeWidth: Math.max(1, Math.round(bitmap.width * ratio)),
    resizeHeight: Math.max(1, Math.round(bitmap.height * ratio)),
    resizeQuality: 'medium',
  });
}

/** The frame that is kept, for the stage: an `<img>` would play them all. */
async function still(bitmap: ImageBitmap): Promise<Blob> {
  const canvas = document.createElement('canvas');
  canvas.width = bitmap.width;
  canvas.height = bitmap.height;
  canvas.getContext('2d')?.drawImage(bitmap, 0, 0);
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('The canvas could not be read.')))),
  );
}
