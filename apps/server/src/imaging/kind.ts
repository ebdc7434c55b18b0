import type { AcceptedMimeType } from '@visage/contract/picture';
import { looksLikeSvg } from './svg';

/** Kinds that people do upload and that are named to them as not supported. */
type UnsupportedKind = 'svg' | 'heic' | 'tiff' | 'bmp' | 'ico';

export type FileKind =
  | { readonly accepted: true; readonly mimeType: AcceptedMimeType }
  | { readonly accepted: false; readonly name: UnsupportedKind };

const accepted = (mimeType: AcceptedMimeType): FileKind => ({ accepted: true, mimeType });
const unsupported = (name: UnsupportedKind): FileKind => ({ accepted: false, name });

/** The kind of a file by its first bytes alone, never by what it is said to be; undefined where it is none we know. */
export function kindOf(file: Uint8Array): FileKind | undefined {
  const starts = (signature: string, at = 0) => matches(file, signature, at);

  if (starts('\xff\xd8\xff')) return accepted('image/jpeg');
  if (starts('\x89PNG\r\n\x1a\n')) return accepted('image/png');
  if (starts('RIFF') && starts('WEBP', 8)) return accepted('image/webp');
  if (starts('GIF87a') || starts('GIF89a')) return accepted('image/gif');
  if (starts('ftyp', 4)) return isoKind(file);

  // TIFF 6.0 section 2 (42) and BigTIFF (43), in either byte order.
  if (starts('II*\0') || starts('MM\0*') || starts('II+\0') || starts('MM\0+')) return unsupported('tiff');
  // BITMAPFILEHEADER: four reserved bytes are zero, which keeps text that begins with "BM" out.
  if (starts('BM') && starts('\0\0\0\0', 6)) return unsupported('bmp');
  if ((starts('\0\0\x01\0') || starts('\0\0\x02\0')) && !starts('\0\0', 4)) return unsupported('ico');
  if (looksLikeSvg(file)) return unsupported('svg');
  return undefined;
}

const avifBrands = new Set(['avif', 'avis']);
/** HEVC brands of ISO/IEC 23008-12 annex B, and its structural ones, which say HEIF without saying which codec. */
const heifBrands = new Set('heic heix heim heis hevc hevx hevm hevs mif1 mif2 msf1 miaf'.split(' '));

/** ISO/IEC 14496-12 section 4.3: major brand, minor version, compatible brands. AVIF is HEIF too, so it is asked first. */
function isoKind(file: Uint8Array): FileKind | undefined {
  const boxSize = new DataView(file.buffer, file.byteOffset, file.byteLength).getUint32(0);
  const end = Math.min(boxSize, file.byteLength);
  const brands = new Set<string>();
  for (let at = 8; at + 4 <= end; at += 4) {
    if (at !== 12) brands.add(String.fromCharCode(...file.subarray(at, at + 4)));
    // The brands worth knowing are few. A box of megabytes is not worth a set of megabytes.
    if (brands.size > 64) break;
  }
  if (!brands.isDisjointFrom(avifBrands)) return accepted('image/avif');
  if (!brands.isDisjointFrom(heifBrands)) return unsupported('heic');
  return undefined;
}

function matches(file: Uint8Array, signature: string, at: number): boolean {
  if (file.byteLength < at + signature.length) return false;
  for (let index = 0; index < signature.length; index++)
    if (file[at + index] !== signature.charCodeAt(index)) return false;
  return true;
}
