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

/** PNG, third edition, section 5: IHDR first, IEND last; each chunk is length, name, data and CRC. */
export function pngHeader(file: Uint8Array): Header {
  const view = viewOf(file);
  if (view.getUint32(headerChunk.at) !== 13 || view.getUint32(headerChunk.at + 4) !== ihdr) throw undecodable();
  return { width: view.getUint32(16), height: view.getUint32(20), firstPicture: () => firstPicture(file) };
}

/** Up to IEND and no further. A file without it has been cut short. */
function firstPicture(file: Uint8Array): Uint8Array {
  const view = viewOf(file);
  const excerpt = excerptOf(file);
  excerpt.keep(0, headerChunk.end);
  for (let at = headerChunk.end; ; ) {
    const end = at + 12 + view.getUint32(at);
    if (end > file.byteLength) throw undecodable();
    const name = view.getUint32(at + 4);
    if (needed.has(name)) excerpt.keep(at, end);
    else if (isCritical(name)) throw undecodable();
    if (name === iend) return excerpt.finish();
    at = end;
  }
}

/** Section 5.4: the first letter of a critical chunk is upper-case, and a decoder may not pass over it. */
const isCritical = (name: number) => (name & 0x20_00_00_00) === 0;
