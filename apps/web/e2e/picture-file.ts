import pixelmatch from 'pixelmatch';
import sharp from 'sharp';

/** Pixels of one image, four bytes each. */
interface Pixels {
  data: Buffer;
  width: number;
  height: number;
}

/** The same image in 256 colours, which makes a fourth of its size; from the same bytes always the same. In fewer, a small logo under a veil may lose its colour. */
export function reduced(png: Buffer): Promise<Buffer> {
  return sharp(png).png({ palette: true, quality: 100, dither: 0, effort: 10, compressionLevel: 9 }).toBuffer();
}

/** What tells two images apart: null where they are the same to the eye, else a sentence and an image that shows where. */
export async function differenceOf(one: Buffer, other: Buffer): Promise<{ says: string; shows: Buffer | null } | null> {
  const [before, now] = await Promise.all([pixelsOf(one), pixelsOf(other)]);
  const { width, height } = before;
  if (width !== now.width || height !== now.height) {
    return { says: `was ${width} × ${height} and is ${now.width} × ${now.height} pixels`, shows: null };
  }
  const marked = Buffer.alloc(before.data.byteLength);
  const count = pixelmatch(before.data, now.data, marked, width, height, { threshold: 0.1 });
  if (count <= width * height * tolerance) return null;
  const shows = await sharp(marked, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer();
  return { says: `${count} of its pixels are others`, shows };
}

/** The same of a kept image, which is reduced, and one as it was taken: it is reduced only where the two differ, since that takes a quarter of a second. */
export async function differenceFromKept(kept: Buffer, taken: Buffer): ReturnType<typeof differenceOf> {
  return (await differenceOf(kept, taken)) && differenceOf(kept, await reduced(taken));
}

/** The part of all pixels that may differ, less than a word of any screen here: a few lie between two of the colours, and fall to one or the other. */
const tolerance = 5e-4;

async function pixelsOf(png: Buffer): Promise<Pixels> {
  const { data, info } = await sharp(png).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  return { data, width: info.width, height: info.height };
}
