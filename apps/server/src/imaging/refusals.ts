import { Refusal } from '@visage/contract/errors';

/** Every refusal of this room but `busy`. The texts are public: no bytes, no library's words. */

export const unsupportedType = () =>
  new Refusal('unsupported_type', 'This kind of file is not supported. Use JPEG, PNG, WebP, GIF or AVIF.');

export const undecodable = (cause?: unknown) =>
  new Refusal('undecodable', 'The file is damaged, or it is not a picture.', { cause });

export const mimeMismatch = () => new Refusal('mime_mismatch', 'The declared type is not the type of the file.');

export const tooManyPixels = () => new Refusal('too_many_pixels', 'The picture has too many pixels.');
