/**
 * What renditions cost in bytes and time, and what they keep of a picture, against a plain JPEG of quality 85 of the same
 * pixels: `bun apps/server/bench/quality.ts [directory of photographs]`. The bytes repeat from run to run; the times,
 * processor time as a ratio, nearly. The table is in docs/decisions/0010.
 *
 * Quality is SSIM (Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment: from error visibility to structural
 * similarity", 2004), of luma, Cb and Cr weighted 0.8, 0.1 and 0.1 (Wang, Lu and Bovik, "Video quality assessment based
 * on structural distortion measurement", 2004).
 */
import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';
import { pictures } from '../src/drawing/people-pictures';
import { createRandom } from '../src/drawing/random';
import { restrictLibvips } from '../src/imaging/libvips';
import { makeRendition } from '../src/imaging/rendition';
import { summarise } from '../src/imaging/summary';

const sides = [32, 64, 128, 256, 512, 1024];
const mimeTypes = ['image/avif', 'image/webp', 'image/jpeg', 'image/png'] as const;
/** The qualities between which a plain JPEG of the same SSIM is looked for. */
const jpegQualities = [70, 75, 80, 85, 90, 95];

interface Picture {
  rgb: Uint8Array;
  width: number;
  height: number;
  /** Without traces of a lossy format, which would be taken for something to keep. */
  pristine: boolean;
  cropX: number;
  cropY: number;
}

async function pictureOf(rgb: Uint8Array, width: number, height: number, pristine: boolean): Promise<Picture> {
  const { cropX, cropY } = await summarise(sharp(rgb, { raw: { width, height, channels: 3 } }), { width, height });
  return { rgb, width, height, pristine, cropX, cropY };
}

const decoded = async (file: Uint8Array) => new Uint8Array(await sharp(file).removeAlpha().raw().toBuffer());

async function photographs(directory: string): Promise<Picture[]> {
  const names = (await readdir(directory)).filter((name) => /\.(jpe?g|png|webp|avif)$/i.test(name)).sort();
  return Promise.all(
    names.map(async (name) => {
      const image = sharp(await Bun.file(join(directory, name)).bytes(), { autoOrient: true }).removeAlpha();
      const { data, info } = await image.toColourspace('srgb').raw().toBuffer({ resolveWithObject: true });
      return pictureOf(data, info.width, info.height, /\.png$/i.test(name));
    }),
  );
}

/** The people of the demo, and noise over gradients. */
function drawings(): Promise<Picture[]> {
  const side = 1024;
  const random = createRandom('quality');
  const drawn = Object.values(pictures).flatMap((picture) => (picture ? [picture.draw(side).data] : []));
  const noisy = [4, 16, 64].map((strength) =>
    Uint8Array.from({ length: side * side * 4 }, (_, at) => {
      const [x, y] = [(at >> 2) % side, Math.floor((at >> 2) / side)];
      return Math.min(255, (((at & 3) * 40 + x / 10 + y / 16) % 192) + random.between(0, strength));
    }),
  );
  const withoutAlpha = (rgba: Uint8Array) => rgba.filter((_, at) => (at & 3) !== 3);
  return Promise.all([...drawn, ...noisy].map((rgba) => pictureOf(withoutAlpha(rgba), side, side, true)));
}

/** The square shown of a picture, as a PNG file; null where it would be enlarged, or its lossy past would show. */
async function squareOf(picture: Picture, side: number): Promise<Uint8Array | null> {
  const { rgb, width, height, pristine, cropX, cropY } = picture;
  const shorter = Math.min(width, height);
  if (shorter < side * (pristine ? 1 : 1.5)) return null;
  return sharp(rgb, { raw: { width, height, channels: 3 } })
    .extract({ left: cropX, top: cropY, width: shorter, height: shorter })
    .resize({ width: side, height: side, kernel: 'lanczos3' })
    .png({ compressionLevel: 1 })
    .toBuffer();
}

const radius = 5;
const gaussian = Array.from({ length: 2 * radius + 1 }, (_, at) => Math.exp(-((at - radius) ** 2) / (2 * 1.5 ** 2)));
const gaussianSum = gaussian.reduce((sum, weight) => sum + weight, 0);
const kernel = Float64Array.from(gaussian, (weight) => weight / gaussianSum);

/** A square blurred, without the rim where the kernel would reach out of it. */
function blurred(plane: Float64Array, side: number): Float64Array {
  const inner = side - 2 * radius;
  const rows = new Float64Array(inner * side);
  for (let y = 0; y < side; y++)
    for (let x = 0; x < inner; x++) {
      let sum = 0;
      for (let at = 0; at < kernel.length; at++) sum += (kernel[at] ?? 0) * (plane[y * side + x + at] ?? 0);
      rows[y * inner + x] = sum;
    }
  return Float64Array.from({ length: inner * inner }, (_, index) => {
    let sum = 0;
    for (let at = 0; at < kernel.length; at++) sum += (kernel[at] ?? 0) * (rows[index + at * inner] ?? 0);
    return sum;
  });
}

/** Luma, Cb and Cr (ITU-R BT.601, full range): weight in the whole, and what each is made of. */
const planes = [
  { weight: 0.8, red: 0.299, green: 0.587, blue: 0.114, offset: 0 },
  { weight: 0.1, red: -0.168736, green: -0.331264, blue: 0.5, offset: 128 },
  { weight: 0.1, red: 0.5, green: -0.418688, blue: -0.081312, offset: 128 },
];

const product = (one: Float64Array, other: Float64Array) => one.map((value, at) => value * (other[at] ?? 0));

type Moments = ReturnType<typeof momentsOf>;

const momentsOf = (rgb: Uint8Array, side: number) =>
  planes.map(({ weight, red, green, blue, offset }) => {
    const plane = Float64Array.from(
      { length: side * side },
      (_, at) => offset + red * (rgb[at * 3] ?? 0) + green * (rgb[at * 3 + 1] ?? 0) + blue * (rgb[at * 3 + 2] ?? 0),
    );
    return { weight, plane, mean: blurred(plane, side), meanSquare: blurred(product(plane, plane), side) };
  });

/** The constants of the paper, (0.01 × 255)² and (0.03 × 255)². */
const [c1, c2] = [2.55 ** 2, 7.65 ** 2];

function ssim(original: Moments, distorted: Moments, side: number): number {
  let whole = 0;
  for (const [index, one] of original.entries()) {
    const other = distorted[index] ?? one;
    const meanProduct = blurred(product(one.plane, other.plane), side);
    let sum = 0;
    for (let at = 0; at < meanProduct.length; at++) {
      const both = meanProduct[at] ?? 0;
      const mean = one.mean[at] ?? 0;
      const otherMean = other.mean[at] ?? 0;
      const variances = (one.meanSquare[at] ?? 0) - mean ** 2 + (other.meanSquare[at] ?? 0) - otherMean ** 2;
      const alike = (2 * mean * otherMean + c1) * (2 * (both - mean * otherMean) + c2);
      sum += alike / ((mean ** 2 + otherMean ** 2 + c1) * (variances + c2));
    }
    whole += (one.weight * sum) / meanProduct.length;
  }
  return whole;
}

/** Processor milliseconds, which other programs on the machine disturb less than a clock. */
async function timed<T>(work: () => Promise<T>): Promise<[result: T, milliseconds: number]> {
  const before = process.cpuUsage();
  const result = await work();
  const { user, system } = process.cpuUsage(before);
  return [result, (user + system) / 1000];
}

/** Bytes of a plain JPEG of that SSIM, between the nearest two that were made; beyond them, those of the last. */
function bytesOfJpeg(made: readonly { bytes: number; ssim: number }[], wanted: number): number {
  const above = made.findIndex((jpeg) => jpeg.ssim >= wanted);
  const [low, high] = [made[above - 1], made[above] ?? made.at(-1)];
  if (!high) return Number.NaN;
  if (!low || above < 0) return high.bytes;
  return low.bytes * (high.bytes / low.bytes) ** ((wanted - low.ssim) / (high.ssim - low.ssim));
}

interface Row {
  bytes: number;
  ssim: number;
  milliseconds: number;
}

const average = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
const geometric = (values: readonly number[]) => Math.exp(average(values.map(Math.log)));

async function measure(side: number, squares: readonly Uint8Array[]): Promise<void> {
  const ours = new Map(mimeTypes.map((mimeType) => [mimeType, [] as Row[]]));
  const references: Row[] = [];
  const equalJpegs: Row[][] = [];
  for (const file of squares) {
    const original = momentsOf(await decoded(file), side);
    const rowOf = async (encode: () => Promise<Uint8Array>): Promise<Row> => {
      const [bytes, milliseconds] = await timed(encode);
      const distorted = momentsOf(await decoded(bytes), side);
      return { bytes: bytes.byteLength, ssim: ssim(original, distorted, side), milliseconds };
    };
    const jpeg = (quality: number) => rowOf(() => sharp(file).jpeg({ quality, chromaSubsampling: '4:2:0' }).toBuffer());
    const jpegs = new Map<number, Row>();
    for (const quality of jpegQualities) jpegs.set(quality, await jpeg(quality));
    references.push(jpegs.get(85) ?? (await jpeg(85)));
    equalJpegs.push([...jpegs.values()]);
    const source = { data: file, width: side, height: side, cropX: 0, cropY: 0 };
    for (const [mimeType, rows] of ours) rows.push(await rowOf(() => makeRendition(source, side, mimeType)));
  }
  for (const [mimeType, rows] of ours) {
    const against = (value: (row: Row, index: number) => number) => geometric(rows.map(value)).toFixed(2);
    const cells = [
      mimeType.slice('image/'.length),
      side,
      squares.length,
      Math.round(average(rows.map(({ bytes }) => bytes))),
      against(({ bytes }, at) => bytes / (references[at]?.bytes ?? Number.NaN)),
      average(rows.map((row) => row.ssim)).toFixed(4),
      average(references.map((row) => row.ssim)).toFixed(4),
      mimeType === 'image/png' ? '–' : against((row, at) => row.bytes / bytesOfJpeg(equalJpegs[at] ?? [], row.ssim)),
      average(rows.map(({ milliseconds }) => milliseconds)).toFixed(0),
      against(({ milliseconds }, at) => milliseconds / (references[at]?.milliseconds ?? Number.NaN)),
    ];
    console.log(`| ${cells.join(' | ')} |`);
  }
}

restrictLibvips();
const [directory] = process.argv.slice(2);
console.log(
  directory ? `Photographs of ${directory}.` : 'No directory given: drawn people and noise, which are no photographs.',
);
const all = await (directory ? photographs(directory) : drawings());
console.log(
  '| format | side | pictures | bytes | ÷ JPEG 85 | SSIM | of JPEG 85 | ÷ JPEG of that SSIM | ms | ÷ JPEG 85 |',
);
console.log('|---|---|---|---|---|---|---|---|---|---|');
for (const side of sides) {
  const squares = (await Promise.all(all.map((picture) => squareOf(picture, side)))).filter((file) => file !== null);
  if (squares.length > 0) await measure(side, squares);
}
