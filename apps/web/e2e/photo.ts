import type { Page } from 'playwright-core';

const palette = {
  red: [200, 30, 30],
  green: [30, 160, 40],
  blue: [30, 40, 200],
  white: [245, 245, 245],
} as const;

/** What is in the four quarters of a picture, row by row. */
export type Quarters = [string, string, string, string];

/** Red and green above, blue and white below: whoever turns or crops it can be told from the colours. */
export const asDrawn: Quarters = ['red', 'green', 'blue', 'white'];

/** A JPEG of those quarters, with the grain of a photograph, drawn by the browser. */
export async function drawQuarters(page: Page, width: number, height: number): Promise<Buffer> {
  const base64 = await page.evaluate(
    ([wide, high, colours]) => {
      const contextOf = (across: number, down: number) => {
        const canvas = document.createElement('canvas');
        canvas.width = across;
        canvas.height = down;
        const context = canvas.getContext('2d');
        if (!context) throw new Error('No canvas.');
        return context;
      };
      const context = contextOf(wide, high);
      for (const [index, [red, green, blue]] of colours.entries()) {
        context.fillStyle = `rgb(${red} ${green} ${blue})`;
        context.fillRect((index % 2) * (wide / 2), Math.floor(index / 2) * (high / 2), wide / 2, high / 2);
      }
      const grain = contextOf(512, 512);
      const noise = grain.createImageData(512, 512);
      for (let at = 3; at < noise.data.length; at += 4) noise.data[at] = (at * 7919) % 67;
      grain.putImageData(noise, 0, 0);
      const pattern = context.createPattern(grain.canvas, 'repeat');
      if (pattern) context.fillStyle = pattern;
      context.fillRect(0, 0, wide, high);
      return context.canvas.toDataURL('image/jpeg', 0.92).replace(/^[^,]*,/, '');
    },
    [width, height, Object.values(palette)] as const,
  );
  return Buffer.from(base64, 'base64');
}

/** EXIF in big-endian TIFF with one entry, the orientation (tag 0x0112). */
const exif = (orientation: number) =>
  Buffer.from(
    `ffe10022457869660000${'4d4d002a00000008'}0001${`011200030000000100${hex(orientation)}0000`}00000000`,
    'hex',
  );

const hex = (byte: number) => byte.toString(16).padStart(2, '0');

/** The same file as a camera writes it that was held sideways: 6 means a quarter turn clockwise makes it upright. */
export function withOrientation(jpeg: Buffer, orientation: number): Buffer {
  return Buffer.concat([jpeg.subarray(0, 2), exif(orientation), jpeg.subarray(2)]);
}

/** Two frames of one white pixel. */
export const animatedGif = (() => {
  const frame = '21f90400000000002c00000000010001000002024401003b'.slice(0, -2);
  return Buffer.from(`47494638396101000100800000ffffff000000${frame}${frame}3b`, 'hex');
})();

/** The head of a photo as iPhones write it; no browser on Linux reads further. */
export const heic = Buffer.from('000000186674797068656963000000006d69663168656963', 'hex');

/** What is in the four quarters of the picture at this address. */
export async function quartersOf(page: Page, url: string): Promise<Quarters> {
  return page.evaluate(
    async ([address, colours]) => {
      const bitmap = await createImageBitmap(await (await fetch(address)).blob());
      const canvas = document.createElement('canvas');
      canvas.width = bitmap.width;
      canvas.height = bitmap.height;
      const context = canvas.getContext('2d');
      context?.drawImage(bitmap, 0, 0);
      const at = (across: number, down: number) => {
        const seen = context?.getImageData(bitmap.width * across, bitmap.height * down, 1, 1).data ?? [];
        const distance = (colour: readonly number[]) =>
          colour.reduce((sum, value, index) => sum + Math.abs(value - (seen[index] ?? 0)), 0);
        const [nearest = ['none']] = Object.entries(colours).sort(
          ([, one], [, other]) => distance(one) - distance(other),
        );
        return String(nearest[0]);
      };
      return [at(0.25, 0.25), at(0.75, 0.25), at(0.25, 0.75), at(0.75, 0.75)];
    },
    [url, palette] as const,
  );
}
