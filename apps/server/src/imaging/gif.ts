import { viewOf } from './excerpt';
import type { Header } from './header';
import { undecodable } from './refusals';

const trailer = 0x3b;
const extension = 0x21;
const image = 0x2c;

/** GIF89a sections 18 to 27: logical screen, then blocks up to the trailer. */
export function gifHeader(file: Uint8Array): Header {
  const view = viewOf(file);
  const screen = { width: view.getUint16(6, true), height: view.getUint16(8, true) };
  const frame = firstFrameAt(file);
  // A frame may lie outside its screen; decoders differ in which one they believe, so the larger counts.
  const width = Math.max(screen.width, view.getUint16(frame + 1, true) + view.getUint16(frame + 5, true));
  const height = Math.max(screen.height, view.getUint16(frame + 3, true) + view.getUint16(frame + 7, true));
  const covered = {
    left: view.getUint16(frame + 1, true),
    top: view.getUint16(frame + 3, true),
    width: view.getUint16(frame + 5, true),
    height: view.getUint16(frame + 7, true),
  };
  const isWhole = covered.width >= width && covered.height >= height;
  return { width, height, ...(!isWhole && { covered }), firstPicture: () => firstPicture(file, frame) };
}

function firstFrameAt(file: Uint8Array): number {
  let at = 13 + colourTableLength(file[10] ?? 0);
  while (file[at] !== image) at = endOfBlock(file, at);
  return at;
}

/**
 * Everything up to the end of the first frame, and a trailer. The frames behind it are passed over, not decoded, but
 * must be there: a file that lacks its own trailer has been cut short.
 */
function firstPicture(file: Uint8Array, frame: number): Uint8Array {
  const end = endOfBlock(file, frame);
  let at = end;
  while (file[at] !== trailer) at = endOfBlock(file, at);
  const picture = new Uint8Array(end + 1);
  picture.set(file.subarray(0, end));
  picture[end] = trailer;
  return picture;
}

function endOfBlock(file: Uint8Array, at: number): number {
  switch (file[at]) {
    case extension:
      return endOfSubBlocks(file, at + 2);
    case image:
      return endOfSubBlocks(file, at + 11 + colourTableLength(file[at + 9] ?? 0));
    case 0: // A terminator too many, as some encoders write.
      return at + 1;
    default:
      throw undecodable();
  }
}

/** Section 15: length and data, until a length of 0. */
function endOfSubBlocks(file: Uint8Array, from: number): number {
  let at = from;
  for (let length = file[at]; length !== 0; length = file[at]) {
    if (length === undefined) throw undecodable();
    at += 1 + length;
  }
  return at + 1;
}

/** Bytes of the colour table that the packed fields announce. */
const colourTableLength = (packed: number) => (packed & 0x80 ? 3 << ((packed & 7) + 1) : 0);
