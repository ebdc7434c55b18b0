import { maxStoredEdge } from '@visage/contract/limits';
import sharp, { type Sharp } from 'sharp';
import type { Pixels } from './pixels';
import { undecodable } from './refusals';
import { shortOfMemory } from './short-of-memory';

export interface DecodeLimits {
  /** Pixels, by what the decoder itself reads in the header. */
  readonly maxPixels: number;
  /** Seconds of work on one picture. */
  readonly seconds: number;
}

/**
 * The first picture of a file: upright, in sRGB, within {@link maxStoredEdge} a side, never enlarged, at least one pixel
 * a side. Only pixels come out, so nothing else of the file can go any further.
 * @throws Refusal 'undecodable', or 'busy' where there is no memory for it
 */
export function decode(file: Uint8Array, limits: DecodeLimits): Promise<Pixels> {
  return decodeInto(file, limits, async (image) => {
    const { data, info } = await image.raw({ depth: 'uchar' }).toBuffer({ resolveWithObject: true });
    if (info.channels !== 3 && info.channels !== 4) throw new Error(`${info.channels} channels after decoding`);
    return { data, width: info.width, height: info.height, channels: info.channels };
  });
}

/**
 * As {@link decode}, with the pixels handed on row by row to what `finish` makes of them: they are never all in memory.
 * @throws Refusal 'undecodable', whatever `finish` rejects with; 'busy' where it is for want of memory
 */
export async function decodeInto<Result>(
  file: Uint8Array,
  limits: DecodeLimits,
  finish: (image: Sharp) => Promise<Result>,
): Promise<Result> {
  const refuse = (cause: unknown) => {
    throw shortOfMemory(cause) ?? undecodable(cause);
  };
  return decodeOnce(file, limits, finish).catch((cause) =>
    hasLostItsWords(cause) ? decodeOnce(file, limits, finish).catch(refuse) : refuse(cause),
  );
}

/**
 * libvips keeps one text of what went wrong for all threads, and another's failure may have emptied it before sharp reads it. Then nobody knows
 * whether it was the file or want of memory, and the next attempt says.
 */
function hasLostItsWords(cause: unknown): boolean {
  return cause instanceof Error && cause.message === 'Warning treated as error due to failOn setting';
}

async function decodeOnce<Result>(
  file: Uint8Array,
  { maxPixels, seconds }: DecodeLimits,
  finish: (image: Sharp) => Promise<Result>,
): Promise<Result> {
  // 'warning' is the strictest: libjpeg only warns of data that do not fit the picture. Odd profiles, odd EXIF and
  // padding pass it all the same.
  const image = sharp(file, { failOn: 'warning', limitInputPixels: maxPixels, pages: 1, autoOrient: true });
  const { space, icc } = await image.metadata();
  image
    .resize({ width: maxStoredEdge, height: maxStoredEdge, fit: 'inside', withoutEnlargement: true })
    .toColourspace('srgb')
    .timeout({ seconds });
  // sharp turns 16-bit colours with a profile into Display P3 and would leave them there, unlabelled and too pale.
  // Asking for sRGB as the output's profile takes them the rest of the way.
  if (space === 'rgb16' && icc) image.withIccProfile('srgb');
  return finish(image);
}
