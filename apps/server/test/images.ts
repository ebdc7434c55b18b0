import sharp from 'sharp';

export type Format = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

let made = 0;

/** A small image that no other call makes. */
export async function image(format: Format = 'png', { width = 48, height = 32 } = {}): Promise<Uint8Array> {
  made += 1;
  const background = { r: made % 256, g: (made >> 8) % 256, b: 90 };
  const canvas = sharp({ create: { width, height, channels: 3, background } });
  return Uint8Array.from(await canvas.toFormat(format).toBuffer());
}

export const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');
export const sha256 = (bytes: ArrayBuffer | Uint8Array): string =>
  new Bun.CryptoHasher('sha256').update(bytes).digest('hex');

const text = (content: string) => new TextEncoder().encode(content);
const bytes = (...values: number[]) => Uint8Array.from(values);

/** Files of kinds that people have and Visage does not take, each just enough to be told by its first bytes. */
export const unsupported: Record<string, Uint8Array> = {
  SVG: text('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'),
  'SVG behind a declaration': text('<?xml version="1.0"?>\n<!-- hello -->\n<svg xmlns="http://www.w3.org/2000/svg"/>'),
  HEIC: bytes(0, 0, 0, 24, ...text('ftypheic'), 0, 0, 0, 0, ...text('mif1heic'), ...new Array(40).fill(0)),
  'TIFF, little-endian': bytes(0x49, 0x49, 0x2a, 0, 8, 0, 0, 0, ...new Array(40).fill(0)),
  'TIFF, big-endian': bytes(0x4d, 0x4d, 0, 0x2a, 0, 0, 0, 8, ...new Array(40).fill(0)),
  BMP: bytes(...text('BM'), 70, 0, 0, 0, 0, 0, 0, 0, 54, 0, 0, 0, 40, 0, 0, 0, ...new Array(50).fill(0)),
  ICO: bytes(0, 0, 1, 0, 1, 0, 16, 16, 0, 0, 1, 0, 32, 0, ...new Array(50).fill(0)),
};

/** A PNG whose header names more pixels than are allowed, and which holds none. */
export function hugePng(width = 10_000, height = 6000): Uint8Array {
  const chunk = (type: string, data: Uint8Array) => {
    const body = Buffer.concat([Buffer.from(type), data]);
    const length = Buffer.alloc(4);
    length.writeUInt32BE(data.byteLength);
    const check = Buffer.alloc(4);
    check.writeUInt32BE(Bun.hash.crc32(body));
    return Buffer.concat([length, body, check]);
  };
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const data = Bun.deflateSync(new Uint8Array(width * 3 + 1), { windowBits: 15 });
  return Uint8Array.from(
    Buffer.concat([
      bytes(0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a),
      chunk('IHDR', header),
      chunk('IDAT', data),
      chunk('IEND', new Uint8Array()),
    ]),
  );
}
