import sharp, { type Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';
import { rawShape } from './pixels';

/** What can be told of a picture without its bytes. */
export interface Summary {
  /** A ThumbHash in base64 (evanw.github.io/thumbhash), about 25 bytes before it. */
  thumbhash: string;
  /** The colour that most of the picture has, as `#rrggbb`. */
  dominantColor: string;
  /** Left and top, in pixels, of the square shown of a picture that is none; its side is the shorter one. */
  cropX: number;
  cropY: number;
}

interface PictureSize {
  width: number;
  height: number;
}

/** The longest side that a ThumbHash is computed from. */
const maxThumbhashEdge = 100;
/** The shorter side of the picture in which the crop is looked for; enough to tell a face from a wall. */
const cropEdge = 64;

/**
 * The same pixels give the same summary.
 * @param image the whole picture, opened; it is read once
 * @param size of it, in pixels
 */
export async function summarise(image: Sharp, size: PictureSize): Promise<Summary> {
  const small = await rgba(
    image.resize({ width: cropEdge, height: cropEdge, fit: 'outside', withoutEnlargement: true }),
  );
  return {
    thumbhash: await thumbhashOf(small),
    dominantColor: dominantColor(small.data),
    ...findCrop(small, size),
  };
}

type Small = PictureSize & { data: Uint8Array };

async function rgba(image: Sharp): Promise<Small> {
  const { data, info } = await image.ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}

async function thumbhashOf(small: Small): Promise<string> {
  const edge = { width: maxThumbhashEdge, height: maxThumbhashEdge };
  const { data, width, height } =
    Math.max(small.width, small.height) <= maxThumbhashEdge
      ? small
      : await rgba(sharp(small.data, rawShape({ ...small, channels: 4 })).resize({ ...edge, fit: 'inside' }));
  return rgbaToThumbHash(width, height, data).toBase64();
}

/** The mean of the fullest of 4096 bins, four bits a channel. What is transparent has no say; all of it is mid-grey. */
function dominantColor(rgba: Uint8Array): string {
  const counts = new Uint32Array(4096);
  const sums = new Uint32Array(4096 * 3);
  for (let at = 0; at + 3 < rgba.length; at += 4) {
    const [red, green, blue] = [rgba[at] ?? 0, rgba[at + 1] ?? 0, rgba[at + 2] ?? 0];
    if ((rgba[at + 3] ?? 0) < 128) continue;
    const bin = ((red >> 4) << 8) | ((green >> 4) << 4) | (blue >> 4);
    counts[bin] = (counts[bin] ?? 0) + 1;
    for (const [channel, value] of [red, green, blue].entries()) {
      sums[bin * 3 + channel] = (sums[bin * 3 + channel] ?? 0) + value;
    }
  }
  const fullest = counts.indexOf(Math.max(...counts));
  const count = counts[fullest] ?? 0;
  if (count === 0) return '#808080';
  const mean = [...sums.subarray(fullest * 3, fullest * 3 + 3)].map((sum) => Math.round(sum / count));
  return `#${new Uint8Array(mean).toHex()}`;
}

/**
 * Where the square of a picture that is none lies along its longer side: where most of what people look for falls into
 * it, and near the middle or, in tall pictures, near the top, where heads are. libvips's attention strategy was tried
 * and beheads portraits, since it puts one most striking point, often a scarf or a shirt, in the middle. Found once, so
 * that every size and format shows the same part of the picture.
 */
function findCrop({ data, width: across, height: down }: Small, { width, height }: PictureSize) {
  const shorter = Math.min(width, height);
  const interest = interestOf(data, across);
  const tall = height > width;
  const side = Math.min(across, down);
  const profile = new Float64Array(Math.max(across, down));
  for (const [at, value] of interest.entries()) {
    const along = tall ? Math.floor(at / across) : at % across;
    profile[along] = (profile[along] ?? 0) + value;
  }
  const slack = profile.length - side;
  const start = slack && (bestStart(profile, side, tall ? 0.25 : 0.5) * (Math.max(width, height) - shorter)) / slack;
  return { cropX: tall ? 0 : Math.round(start), cropY: tall ? Math.round(start) : 0 };
}

/** The start of the stretch of `length` that holds most of `profile`; being far from `preferred` (0 to 1) costs. */
function bestStart(profile: Float64Array, length: number, preferred: number): number {
  const slack = profile.length - length;
  const total = profile.reduce((sum, value) => sum + value, 0) || 1;
  let best = { start: 0, score: Number.NEGATIVE_INFINITY };
  for (let start = 0; start <= slack; start++) {
    let held = 0;
    // What lies at the rim of the square counts half, so that faces are not cut in two, nor hidden by a round frame.
    for (let at = 0; at < length; at++)
      held += (profile[start + at] ?? 0) * (1 - 0.5 * ((2 * at + 1) / length - 1) ** 2);
    const score = held / total - 0.35 * Math.abs(start / (slack || 1) - preferred);
    if (score > best.score) best = { start, score };
  }
  return best.start;
}

/**
 * How much there is to see in each pixel: skin, by the direction of its colour and so in any light and of any shade, then
 * detail, then saturation; after smartcrop.js (github.com/jwagner/smartcrop.js), where the colour comes from.
 */
function interestOf(rgba: Uint8Array, width: number): Float64Array {
  const count = rgba.length / 4;
  // Indexed one by one: a view of the four would cost more than all that is done with them.
  const colourAt = (at: number): [red: number, green: number, blue: number, alpha: number] => [
    rgba[at * 4] ?? 0,
    rgba[at * 4 + 1] ?? 0,
    rgba[at * 4 + 2] ?? 0,
    rgba[at * 4 + 3] ?? 0,
  ];
  const light = Float64Array.from({ length: count }, (_, at) => {
    const [red, green, blue, alpha] = colourAt(at);
    return ((0.299 * red + 0.587 * green + 0.114 * blue) * alpha) / 255 ** 2;
  });
  return light.map((here, at) => {
    const [red, green, blue, alpha] = colourAt(at);
    const length = Math.hypot(red, green, blue) || 1;
    const fromSkin = Math.hypot(red / length - 0.735, green / length - 0.537, blue / length - 0.415);
    const skin = here > 0.1 && here < 0.95 ? Math.max(0, 1 - fromSkin / 0.15) : 0;
    const column = at % width;
    const left = column > 0 ? light[at - 1] : here;
    const right = column < width - 1 ? light[at + 1] : here;
    const [above, below] = [light[at - width], light[at + width]];
    const detail = Math.abs(4 * here - (left ?? here) - (right ?? here) - (above ?? here) - (below ?? here));
    const saturation = (Math.max(red, green, blue) - Math.min(red, green, blue)) / 255;
    return (alpha / 255) * (1.8 * skin + 0.5 * detail + 0.1 * saturation);
  });
}
