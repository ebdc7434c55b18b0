import sharp from 'sharp';
import { type Drawn, fromDrawn } from './drawn';

/** Side of the placeholder, in pixels (SPEC section 3). */
export const placeholderSize = 256;

/** The placeholder as PNG, a square of {@link placeholderSize}, from drawn pixels or from an image file of the operator's. */
export async function renderPlaceholder(source: Drawn | Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
  const image = source instanceof Uint8Array ? sharp(source).autoOrient() : fromDrawn(source);
  return new Uint8Array(await image.resize(placeholderSize, placeholderSize, { fit: 'cover' }).png().toBuffer());
}
