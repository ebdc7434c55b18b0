import { maxPixels as maxPixelsOfUpload } from '@visage/contract/limits';
import type { StoredMimeType } from '@visage/contract/picture';
import { drawPng, type ImageSource } from './draw';
import { build, restrictLibvips } from './libvips';
import { createGivingWay } from './low-priority';
import { normalize } from './normalize';
import type { NormalizedPicture } from './normalized-picture';
import { makeRendition, type RenditionSource, renditionSettings } from './rendition';
import { shortOfMemory } from './short-of-memory';
import { createWorkQueue, type WorkQueue } from './work-queue';

export type { ImageSource };

export interface Imaging {
  /**
   * Turns an uploaded file into what is stored. The same file gives the same bytes. The file must not change meanwhile.
   * @param declaredMimeType what the uploader says it is; left out where they say nothing, and the bytes alone decide
   * @throws Refusal, checked in this order: 'unsupported_type' or 'undecodable' by the first bytes, 'mime_mismatch',
   *   'too_many_pixels' by the header, 'undecodable' by the rest, 'busy' where too many wait already
   */
  normalize(file: Uint8Array, declaredMimeType?: string): Promise<NormalizedPicture>;
  /**
   * Makes a rendition: a square of `side` pixels, enlarged if need be, encoded as `mimeType`. The source is loaded when its turn comes, so that
   * what waits takes no memory; null where there turns out to be none.
   * @throws Refusal 'busy' where too many wait already
   */
  render(
    load: () => Promise<RenditionSource | null>,
    side: number,
    mimeType: StoredMimeType,
    queue?: RenderQueue,
  ): Promise<Uint8Array<ArrayBuffer> | null>;
  /**
   * A PNG of `side` × `side` pixels of what is drawn when its turn comes.
   * @throws Refusal 'busy' where too many wait already
   */
  draw(source: () => ImageSource, side: number): Promise<Uint8Array<ArrayBuffer>>;
  /** Names what decodes and encodes here: with another build, or on another processor, the same source may give other bytes. */
  build: string;
  /** Names the settings with which renditions of this type are made. */
  renditionSettings(mimeType: StoredMimeType): string;
}

/** Who waits for a rendition: those who see a picture first, or whoever thinks of a size that is never stored, as often as they like. */
export type RenderQueue = 'first views' | 'strangers';

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
  const onStart = createGivingWay();
  const uploads = createWorkQueue({ atOnce, queueLimit, onStart });
  const limits = { maxPixels, seconds: secondsPerPicture };
  // Of their own, so that uploads, first views, and what strangers can ask for without end don't wait for each other.
  const renders: Record<RenderQueue, WorkQueue> = {
    'first views': createWorkQueue({ atOnce, queueLimit, onStart }),
    strangers: createWorkQueue({ atOnce, queueLimit, onStart }),
  };
  return {
    normalize: (file, declaredMimeType) => inMemory(normalize(file, declaredMimeType, limits, uploads)),
    render: (load, side, mimeType, queue = 'first views') =>
      renders[queue].run(async () => {
        const source = await load();
        return source && (await inMemory(makeRendition(source, side, mimeType)));
      }),
    draw: (source, side) => renders.strangers.run(() => inMemory(drawPng(source(), side))),
    build,
    renditionSettings,
  };
}

/** Where there is too little of it the work is refused, as where too much waits. */
async function inMemory<Result>(work: Promise<Result>): Promise<Result> {
  try {
    return await work;
  } catch (error) {
    throw shortOfMemory(error) ?? error;
  }
}
