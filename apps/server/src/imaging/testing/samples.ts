import sharp, { type Sharp } from 'sharp';

/** A picture with four corners that differ, so that turning or mirroring it shows: red, green / blue, yellow. */
export const corners = { topLeft: '#e02020', topRight: '#20c020', bottomLeft: '#2040e0', bottomRight: '#e0d020' };

/** Four colours, by default the {@link corners}, each filling its quarter: top left, top right, bottom left, bottom right. */
export function quarters(width = 64, height = 48, colours: readonly string[] = Object.values(corners)): Sharp {
  const pixels = new Uint8Array(width * height * 3);
  for (let y = 0; y < height; y++)
    for (let x = 0; x < width; x++) {
      const quarter = (y < height / 2 ? 0 : 2) + (x < width / 2 ? 0 : 1);
      pixels.set(rgb(colours[quarter] ?? '#000000'), (y * width + x) * 3);
    }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

export const rgb = (hex: string): [number, number, number] => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [value >> 16, (value >> 8) & 255, value & 255];
};

export const plain = (background = '#c86432', width = 16, height = 16) =>
  sharp({ create: { width, height, channels: 3, background } });

export const translucent = (width = 64, height = 48) =>
  sharp({ create: { width, height, channels: 4, background: { r: 200, g: 100, b: 50, alpha: 0.5 } } });

/** Texture that compresses badly and always the same way, so that a file is long enough to be damaged in the middle. */
export function texture(width = 160, height = 120): Sharp {
  const pixels = new Uint8Array(width * height * 3);
  let state = 1;
  for (let index = 0; index < pixels.length; index++) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) | 0;
    pixels[index] = ((index / 3) & 127) + ((state >>> 16) & 63);
  }
  return sharp(pixels, { raw: { width, height, channels: 3 } });
}

const twoFrames = async () =>
  sharp([await quarters().png().toBuffer(), await quarters().negate().png().toBuffer()], { join: { animated: true } });

/** One file of every kind that is accepted, in its common varieties. */
export const acceptedSamples = {
  'baseline JPEG': ['image/jpeg', () => quarters().jpeg().toBuffer()],
  'progressive JPEG': ['image/jpeg', () => quarters().jpeg({ progressive: true }).toBuffer()],
  'JPEG without subsampling': ['image/jpeg', () => quarters().jpeg({ chromaSubsampling: '4:4:4' }).toBuffer()],
  'greyscale JPEG': ['image/jpeg', () => quarters().toColourspace('b-w').jpeg().toBuffer()],
  'CMYK JPEG': ['image/jpeg', () => quarters().toColourspace('cmyk').jpeg().toBuffer()],
  'truecolour PNG': ['image/png', () => quarters().png().toBuffer()],
  'PNG with transparency': ['image/png', () => translucent().png().toBuffer()],
  'palette PNG': ['image/png', () => translucent().png({ palette: true }).toBuffer()],
  'one-bit PNG': ['image/png', () => quarters().threshold(100).png({ palette: true, colours: 2 }).toBuffer()],
  'interlaced PNG': ['image/png', () => quarters().png({ progressive: true }).toBuffer()],
  '16-bit PNG': ['image/png', () => quarters().toColourspace('rgb16').png().toBuffer()],
  '16-bit greyscale PNG': ['image/png', () => quarters().toColourspace('grey16').png().toBuffer()],
  'lossy WebP': ['image/webp', () => quarters().webp().toBuffer()],
  'lossless WebP': ['image/webp', () => quarters().webp({ lossless: true }).toBuffer()],
  'WebP with transparency': ['image/webp', () => translucent().webp().toBuffer()],
  'animated WebP': ['image/webp', async () => (await twoFrames()).webp().toBuffer()],
  GIF: ['image/gif', () => quarters().gif().toBuffer()],
  'animated GIF': ['image/gif', async () => (await twoFrames()).gif().toBuffer()],
  AVIF: ['image/avif', () => quarters().avif({ effort: 0 }).toBuffer()],
  '10-bit AVIF': ['image/avif', () => quarters().avif({ effort: 0, bitdepth: 10 }).toBuffer()],
  'AVIF with transparency': ['image/avif', () => translucent().avif({ effort: 0 }).toBuffer()],
} as const satisfies Record<string, readonly [string, () => Promise<Uint8Array>]>;

/** The pixel at a place given in fractions of width and height, as RGBA. */
export async function pixelAt(file: Uint8Array, across: number, down: number): Promise<number[]> {
  const { data, info } = await sharp(file).ensureAlpha().raw().toBuffer({ resolveWithObject: true });
  const x = Math.floor(across * info.width);
  const y = Math.floor(down * info.height);
  return [...data.subarray((y * info.width + x) * 4, (y * info.width + x) * 4 + 4)];
}
