import { thumbHashToRGBA } from 'thumbhash';

/** Draws the blurred hint that stands in while a picture loads. A canvas, since many sites' policies refuse `data:` images. */
export function drawHint(canvas: HTMLCanvasElement, thumbhash: string): void {
  try {
    const { w, h, rgba } = thumbHashToRGBA(Uint8Array.from(atob(thumbhash), (sign) => sign.charCodeAt(0)));
    // Pictures are shown as squares.
    const side = Math.min(w, h);
    canvas.width = side;
    canvas.height = side;
    const pixels = new ImageData(new Uint8ClampedArray(rgba), w, h);
    canvas.getContext('2d')?.putImageData(pixels, (side - w) / 2, (side - h) / 2);
  } catch {
    // What can't be read is no hint, and the picture comes all the same.
  }
}
