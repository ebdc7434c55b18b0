import { codeOf, excerptOf, nameAt, viewOf } from './excerpt';
import type { Header } from './header';
import { undecodable } from './refusals';

const firstChunk = 12;
/** What the first picture of an extended file needs. Metadata but orientation is dropped unread. */
const needed = new Set(['VP8X', 'ICCP', 'ANIM', 'ALPH', 'VP8 ', 'VP8L', 'EXIF'].map(codeOf));
const frame = codeOf('ANMF');

/** WebP, RFC 9649: RIFF chunks, little-endian, padded to even lengths. */
export function webpHeader(file: Uint8Array): Header {
  const end = 8 + viewOf(file).getUint32(4, true);
  return { ...sizeOf(file), firstPicture: () => firstPicture(file, end) };
}

function sizeOf(file: Uint8Array): { width: number; height: number } {
  const view = viewOf(file);
  const data = firstChunk + 8;
  const uint24 = (at: number) => view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
  switch (nameAt(file, firstChunk)) {
    case 'VP8X': // RFC 9649 section 2.7: the canvas, each side minus one.
      return { width: uint24(data + 4) + 1, height: uint24(data + 7) + 1 };
    case 'VP8 ': // RFC 6386 section 9.1: frame tag, start code, two 14-bit sides.
      if (uint24(data + 3) !== 0x2a019d) throw undecodable();
      return { width: view.getUint16(data + 6, true) & 0x3fff, height: view.getUint16(data + 8, true) & 0x3fff };
    case 'VP8L': {
      // RFC 9649 section 3.4: signature, two 14-bit sides minus one.
      if (view.getUint8(data) !== 0x2f) throw undecodable();
      const bits = view.getUint32(data + 1, true);
      return { width: (bits & 0x3fff) + 1, height: ((bits >>> 14) & 0x3fff) + 1 };
    }
    default:
      throw undecodable();
  }
}

/** Without the later frames: libwebp walks its list of frames once per frame, 25 seconds for 9 MB of them. */
function firstPicture(file: Uint8Array, end: number): Uint8Array {
  if (end > file.byteLength) throw undecodable();
  const view = viewOf(file);
  const excerpt = excerptOf(file);
  excerpt.keep(0, firstChunk);
  let frames = 0;
  for (let at = firstChunk; at < end; ) {
    const length = view.getUint32(at + 4, true);
    const next = at + 8 + length + (length & 1);
    if (next > end) throw undecodable();
    const name = view.getUint32(at);
    if (name === frame ? ++frames === 1 : needed.has(name)) excerpt.keep(at, next);
    at = next;
  }
  const picture = excerpt.finish();
  viewOf(picture).setUint32(4, picture.byteLength - 8, true);
  return picture;
}
