import { resized } from './draw-frame';

/** Bytes of the file; a third more travel, as base64. */
const budget = 360_000;
const qualities = [0.9, 0.82, 0.72, 0.6, 0.45];

/** WebP where this browser writes it, else JPEG, or PNG where there is transparency; smaller until it is light to send. */
export async function encode(canvas: HTMLCanvasElement, isOpaque: boolean): Promise<Blob> {
  let blob = await toBlob(canvas, 'image/webp', qualities[0]);
  // A browser that can't write a type writes PNG.
  const type = blob.type === 'image/webp' ? 'image/webp' : isOpaque ? 'image/jpeg' : 'image/png';
  for (const quality of type === 'image/png' ? [] : qualities) {
    blob = await toBlob(canvas, type, quality);
    if (blob.size <= budget) return blob;
  }
  if (blob.size <= budget || canvas.width < 512) return blob;
  return encode(resized(canvas, Math.round(canvas.width * 0.75), isOpaque), isOpaque);
}

function toBlob(canvas: HTMLCanvasElement, type: string, quality?: number): Promise<Blob> {
  return new Promise((resolve, reject) =>
    canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error(`No ${type} could be written.`))), type, quality),
  );
}
