import type { AcceptedMimeType } from '@visage/contract/picture';
import { avifHeader } from './avif';
import { gifHeader } from './gif';
import type { Header } from './header';
import { jpegHeader } from './jpeg';
import { pngHeader } from './png';
import { undecodable } from './refusals';
import { webpHeader } from './webp';

/**
 * A reader walks the file's own structure, once, in time linear in its bytes. It may read past the end, since a
 * DataView then throws a RangeError; that and a header that says nonsense are 'undecodable'.
 */
type HeaderReader = (file: Uint8Array) => Header;

const readers: Record<AcceptedMimeType, HeaderReader> = {
  'image/jpeg': jpegHeader,
  'image/png': pngHeader,
  'image/webp': webpHeader,
  'image/gif': gifHeader,
  'image/avif': avifHeader,
};

/** @throws Refusal 'undecodable', also from {@link Header.firstPicture}. */
export function readHeader(file: Uint8Array, mimeType: AcceptedMimeType): Header {
  const header = refusingOverruns(() => readers[mimeType](file));
  if (header.width < 1 || header.height < 1) throw undecodable();
  return { ...header, firstPicture: () => refusingOverruns(() => header.firstPicture()) };
}

function refusingOverruns<Result>(read: () => Result): Result {
  try {
    return read();
  } catch (cause) {
    throw cause instanceof RangeError ? undecodable(cause) : cause;
  }
}
