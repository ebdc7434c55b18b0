import sharp, { type Sharp } from 'sharp';

/** Drawn pixels to be encoded: RGBA, 8 bits each, row by row. */
export interface Drawn {
  width: number;
  height: number;
  data: Uint8Array;
}

export function fromDrawn({ width, height, data }: Drawn): Sharp {
  return sharp(data, { raw: { width, height, channels: 4 } });
}

/** A JPEG file of drawn pixels, as a camera would have made it. */
export async function encodeJpeg(drawn: Drawn): Promise<Uint8Array> {
  return fromDrawn(drawn).flatten().jpeg({ quality: 92, chromaSubsampling: '4:4:4' }).toBuffer();
}
