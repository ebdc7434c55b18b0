import { fileURLToPath } from 'node:url';
import { renderAsync } from '@resvg/resvg-js';
import sharp, { type Sharp } from 'sharp';

/** An SVG document of our own making, an image file of ours, or a square of nothing. Never anything that was uploaded. */
export type ImageSource = { svg: string } | { file: Uint8Array } | 'blank';

/** For text in drawings: the fonts of the machine would make other bytes on each, and many have none. */
const font = {
  file: fileURLToPath(import.meta.resolve('@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf')),
  family: 'Inter SemiBold',
};

/**
 * The largest side that resvg draws, in pixels; more is made larger by libvips. Pixels are handed from resvg to libvips on the thread that
 * answers requests: 7 ms of it at 2048², 1 ms from here on (docs/decisions/0022).
 */
const largestDrawn = 1024;

/** A PNG of `side` × `side`. The same source gives the same bytes. */
export async function drawPng(source: ImageSource, side: number): Promise<Uint8Array<ArrayBuffer>> {
  return new Uint8Array(await (await imageOf(source, side)).png({ compressionLevel: 7 }).toBuffer());
}

async function imageOf(source: ImageSource, side: number): Promise<Sharp> {
  if (source === 'blank') {
    return sharp({ create: { width: side, height: side, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } } });
  }
  if ('file' in source) return sharp(source.file).resize(side, side, { fit: 'cover' });
  return rasterize(source.svg, side);
}

/**
 * By resvg, on a thread of its own: libvips could read SVG too, but its loader stays closed for the whole process, or uploads
 * might reach it (libvips.ts). resvg runs no script and, given no directory of images, opens no file.
 */
async function rasterize(svg: string, side: number): Promise<Sharp> {
  const hasText = svg.includes('<text');
  const drawn = await renderAsync(svg, {
    fitTo: { mode: 'width', value: Math.min(side, largestDrawn) },
    font: {
      loadSystemFonts: false,
      ...(hasText && { fontFiles: [font.file], defaultFontFamily: font.family, sansSerifFamily: font.family }),
    },
  });
  const image = sharp(drawn.pixels, { raw: { width: drawn.width, height: drawn.height, channels: 4 } });
  return side > largestDrawn ? image.resize(side, side, { kernel: 'cubic' }) : image;
}
