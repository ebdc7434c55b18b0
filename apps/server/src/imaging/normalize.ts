import type { AcceptedMimeType, StoredMimeType } from '@visage/contract/picture';
import sharp from 'sharp';
import { declaredTypeAgrees } from './declared-type';
import { type DecodeLimits, decode, decodeInto } from './decode';
import { encode, storedEncoders } from './encode';
import { kindOf } from './kind';
import type { NormalizedPicture } from './normalized-picture';
import { hasTransparency, type Pixels, rawShape } from './pixels';
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
    if (kind.mimeType === 'image/jpeg') return reencodeJpeg(picture, limits);
    return reencode(clearUncovered(await decode(picture, limits), header), storedAs(kind.mimeType));
  }, places);
}

async function reencode(pixels: Pixels, mimeType: StoredMimeType): Promise<NormalizedPicture> {
  const { width, height } = pixels;
  const image = sharp(pixels.data, rawShape(pixels));
  const [data, summary] = await Promise.all([encode(pixels, mimeType), summarise(image, { width, height })]);
  return { mimeType, data, width, height, hasAlpha: hasTransparency(pixels), ...summary };
}

/**
 * The quick way, of most uploads. Nothing of a JPEG is transparent or left uncovered, so its pixels need not be looked at
 * between decoder and encoder; and the summary is made of the stored file, which a JPEG decoder opens at an eighth of its
 * size for a fraction of the work.
 */
async function reencodeJpeg(file: Uint8Array, limits: DecodeLimits): Promise<NormalizedPicture> {
  const mimeType = 'image/jpeg';
  const { data, info } = await decodeInto(file, limits, (image) =>
    storedEncoders[mimeType](image).toBuffer({ resolveWithObject: true }),
  );
  const size = { width: info.width, height: info.height };
  const summary = await summarise(sharp(data), size);
  return { mimeType, data: new Uint8Array(data), ...size, hasAlpha: false, ...summary };
}
