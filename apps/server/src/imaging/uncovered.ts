import type { Header } from './header';
import type { Pixels } from './pixels';

/**
 * The pixels with everything transparent that the file has no pixels for: decoders leave it black. GIF89a section 18 leaves
 * it to the background, and every browser shows what is behind the picture.
 */
export function clearUncovered(pixels: Pixels, { width, height, covered }: Header): Pixels {
  if (!covered) return pixels;
  const data = new Uint8Array(pixels.width * pixels.height * 4);
  // The picture may have been scaled down on the way.
  const [across, down] = [pixels.width / width, pixels.height / height];
  const [left, right] = [covered.left * across, (covered.left + covered.width) * across].map(Math.round) as [
    number,
    number,
  ];
  const [top, bottom] = [covered.top * down, (covered.top + covered.height) * down].map(Math.round) as [number, number];
  for (let y = top; y < Math.min(bottom, pixels.height); y += 1) {
    for (let x = left; x < Math.min(right, pixels.width); x += 1) {
      const from = (y * pixels.width + x) * pixels.channels;
      const to = (y * pixels.width + x) * 4;
      for (let channel = 0; channel < pixels.channels; channel += 1)
        data[to + channel] = pixels.data[from + channel] ?? 0;
      if (pixels.channels === 3) data[to + 3] = 255;
    }
  }
  return { data, width: pixels.width, height: pixels.height, channels: 4 };
}
