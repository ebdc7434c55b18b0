import { codeOf, excerptOf, viewOf } from './excerpt';
import type { Header } from './header';
import { undecodable } from './refusals';

const signatureLength = 8;
const headerChunk = { at: signatureLength, end: signatureLength + 25 };

/**
 * What the first picture needs: its critical chunks, transparency, colour profile and orientation. The rest is dropped
 * unread, above all compressed text, in which 250 kB may stand for 256 MB, and the frames of an animated PNG.
 */
const needed = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'iCCP', 'eXIf'].map(codeOf));
const ihdr = codeOf('IHDR');
const iend = codeOf('IEND');
const idat = codeOf('IDAT');
const exif = codeOf('eXIf');

/** PNG, third edition, section 5: IHDR first, IEND last; each chunk is length, name, data and CRC. */
export function pngHeader(file: Uint8Array): Header {
  const view = viewOf(file);
  if (view.getUint32(headerChunk.at) !== 13 || view.getUint32(headerChunk.at + 4) !== ihdr) throw undecodable();
  return { width: view.getUint32(16), height: view.getUint32(20), firstPicture: () => firstPicture(file) };
}

/**
 * Up to IEND and no further. A file without it has been cut short. The orientation may stand behind the pixels (the
 * specification allows it, Exiftool writes it there), where the decoder does not look: it is moved in front of them.
 */
function firstPicture(file: Uint8Array): Uint8Array {
  const view = viewOf(file);
  const excerpt = excerptOf(file);
  excerpt.keep(0, headerChunk.end);
  let kept = headerChunk.end;
  let pixelsAt: number | null = null;
  let late: Uint8Array | null = null;
  for (let at = headerChunk.end; ; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > file.byteLength) throw undecodable();
    const name = view.getUint32(at + 4);
    if (name === idat) pixelsAt ??= kept;
    if (name === exif && pixelsAt !== null) {
      late = file.subarray(at, end);
    } else if (needed.has(name)) {
      excerpt.keep(at, end);
      kept += end - at;
    } else if (isCritical(name)) throw undecodable();
    if (name === iend) break;
    at = end;
  }
  const picture = excerpt.finish();
  return late && pixelsAt !== null ? insert(picture, pixelsAt, late) : picture;
}

function insert(into: Uint8Array, at: number, part: Uint8Array): Uint8Array {
  const whole = new Uint8Array(into.byteLength + part.byteLength);
  whole.set(into.subarray(0, at));
  whole.set(part, at);
  whole.set(into.subarray(at), at + part.byteLength);
  return whole;
}

/** Section 5.4: the first letter of a critical chunk is upper-case, and a decoder may not pass over it. */
const isCritical = (name: number) => (name & 0x20_00_00_00) === 0;
