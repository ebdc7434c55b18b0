import { maxPixels as maxPixelsOfUpload } from '@visage/contract/limits';
import { restrictLibvips } from './libvips';
import { normalize } from './normalize';
import type { NormalizedPicture } from './normalized-picture';
import { createWorkQueue } from './work-queue';

export interface Imaging {
  /**
   * Turns an uploaded file into what is stored. The same file gives the same bytes. The file must not change meanwhile.
   * @param declaredMimeType what the uploader says it is; left out where they say nothing, and the bytes alone decide
   * @throws Refusal, checked in this order: 'unsupported_type' or 'undecodable' by the first bytes, 'mime_mismatch',
   *   'too_many_pixels' by the header, 'undecodable' by the rest, 'busy' where too many wait already
   */
  normalize(file: Uint8Array, declaredMimeType?: string): Promise<NormalizedPicture>;
}

export interface ImagingOptions {
  /** Pictures worked on at once. */
  atOnce?: number;
  /** Pictures that may wait; beyond it, 'busy'. */
  queueLimit?: number;
  /** Seconds of work on one picture, after which it is 'undecodable'. */
  secondsPerPicture?: number;
  /** Pixels by the header. */
  maxPixels?: number;
}

/** Bytes in, bytes out. Restricts sharp for the whole process: see `libvips.ts`. */
export function createImaging({
  atOnce = 2,
  queueLimit = 16,
  secondsPerPicture = 15,
  maxPixels = maxPixelsOfUpload,
}: ImagingOptions = {}): Imaging {
  restrictLibvips();
  const queue = createWorkQueue({ atOnce, queueLimit });
  const limits = { maxPixels, seconds: secondsPerPicture };
  return { normalize: (file, declaredMimeType) => normalize(file, declaredMimeType, limits, queue) };
}
