import { defaultMaxUploadBytes } from '@visage/contract/limits';
import { acceptedMimeTypes } from '@visage/contract/picture';

/** What the system's file chooser offers. HEIC, too: some browsers open it, and the others are told what to do. */
export const accept = [...acceptedMimeTypes, 'image/heic', 'image/heif', '.heic', '.heif'].join(',');

export type Doubt = 'unsupported_type' | 'too_many_bytes';

/**
 * What speaks against a file as it is. `unsupported_type` is certain; `too_many_bytes` is a guess, since an operator
 * may allow more than the default, and only matters where the browser can't crop the file. HEIC is for the browser to try.
 */
export function doubtAbout({ type, name, size }: Pick<File, 'type' | 'name' | 'size'>): Doubt | null {
  if (isHeicByName({ type, name })) return null;
  if (!isAccepted(mimeTypeOf({ type, name })) && (type !== '' || hasForeignEnding(name))) return 'unsupported_type';
  return size > defaultMaxUploadBytes ? 'too_many_bytes' : null;
}

/** The type to send along: the browser's, or by the file's name where the browser has none. */
export function mimeTypeOf({ type, name }: Pick<File, 'type' | 'name'>): string {
  if (type !== '') return type;
  const ending = /\.([a-z]+)$/i.exec(name)?.[1]?.toLowerCase() ?? '';
  return isAccepted(`image/${ending}`) ? `image/${ending}` : 'application/octet-stream';
}

function isAccepted(type: string): boolean {
  return type === 'image/jpg' || (acceptedMimeTypes as readonly string[]).includes(type);
}

function hasForeignEnding(name: string): boolean {
  return /\.(svg|tiff?|bmp|ico|pdf|mp4|mov|zip|txt)$/i.test(name);
}

function isHeicByName({ type, name }: Pick<File, 'type' | 'name'>): boolean {
  return /^image\/hei[cf]/.test(type) || (type === '' && /\.hei[cf]$/i.test(name));
}

/** The picture files among what was dropped or pasted. Empty when there is no file at all. */
export function filesIn(data: DataTransfer | null): File[] {
  return [...(data?.files ?? [])];
}

/** Base64 of a file. The browser encodes it off the page's own thread. */
export function toBase64(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ''));
    reader.onerror = () => reject(reader.error ?? new Error('The file could not be read.'));
    reader.readAsDataURL(file);
  });
}

/** Bytes as people say them; `like` gives two numbers the same unit. */
export function sizeInWords(bytes: number, like = bytes): string {
  if (like < 1_000_000)
    return `${Math.max(bytes === 0 ? 0 : 1, Math.round(bytes / 1000))}${bytes === like ? ' kB' : ''}`;
  return `${(bytes / 1_000_000).toFixed(1)}${bytes === like ? ' MB' : ''}`;
}
