import type { AcceptedMimeType, StoredMimeType } from '@visage/contract/picture';
import { declaredTypeAgrees } from './declared-type';
import { type DecodeLimits, decode } from './decode';
import { encode } from './encode';
import { kindOf } from './kind';
import type { NormalizedPicture } from './normalized-picture';
import { hasTransparency } from './pixels';
import { readHeader } from './read-header';
import { mimeMismatch, tooManyPixels, undecodable, unsupportedType } from './refusals';
import { summarise } from './summary';
import { clearUncovered } from './uncovered';
import type { WorkQueue } from './work-queue';

/** The longest side that JPEG knows. A single row of millions of pixels costs decoders a multiple of its size. */
const maxSide = 65_535;

/** Above this a picture is worked on alone: decoding an AVIF of 50 megapixels takes 0.8 GB. */
const largePixels = 24_000_000;

/** The formats that uploads are stored in; every format but GIF is kept. */
const storedAs = (mimeType: AcceptedMimeType): StoredMimeType => (mimeType === 'image/gif' ? 'image/png' : mimeType);

/** See `Imaging.normalize`. Each step costs more than the one before it, and waits for nothing until it must. */
export async function normalize(
  file: Uint8Array,
  declaredMimeType: string | undefined,
  limits: DecodeLimits,
  queue: WorkQueue,
): Promise<NormalizedPicture> {
  const kind = kindOf(file);
  if (!kind) throw undecodable();
  if (!kind.accepted) throw unsupportedType();
  if (declaredMimeType !== undefined && !declaredTypeAgrees(declaredMimeType, kind.mimeType)) throw mimeMismatch();

  const header = readHeader(file, kind.mimeType);
  const pixelCount = header.width * header.height;
  const longest = Math.max(header.width, header.height);
  if (pixelCount > limits.maxPixels || longest > maxSide) throw tooManyPixels();
  const picture = header.firstPicture();

  const places = pixelCount > largePixels ? Number.POSITIVE_INFINITY : 1;
  return queue.run(async () => {
    const pixels = clearUncovered(await decode(picture, limits), header);
    const mimeType = storedAs(kind.mimeType);
    const [data, summary] = await Promise.all([encode(pixels, mimeType), summarise(pixels)]);
    const { width, height } = pixels;
    return { mimeType, data, width, height, hasAlpha: hasTransparency(pixels), ...summary };
  }, places);
}
