import { avifItems } from './avif-items';
import { nameAt, viewOf } from './excerpt';
import type { Header } from './header';
import { undecodable } from './refusals';

interface Box {
  readonly name: string;
  /** Bytes before its content. */
  readonly header: number;
  /** Where its content begins and ends. */
  readonly from: number;
  readonly to: number;
  /** Whether it ends where it says. */
  readonly whole: boolean;
}

/** Boxes read at one level. Files have a dozen. */
const maxBoxes = 1000;
/** Boxes that an AVIF file has at its top level. Anything else behind them is not the picture. */
const topLevel = new Set(['ftyp', 'meta', 'mdat', 'moov', 'free', 'skip', 'uuid']);

/** Where in its data a picture made of others says its size: grids of tiles, and overlays (ISO/IEC 23008-12 section 6.6.2). */
const derivedSizeAt: Record<string, number | undefined> = { grid: 4, iovl: 10 };

/** How often the items of a file may use its bytes. Thumbnails and tiles share some; a bomb names all of them again and again. */
const maxUses = 4;

/**
 * AVIF: HEIF, ISO/IEC 23008-12, in boxes of ISO/IEC 14496-12. The size is the largest that any image of the file claims
 * (`ispe`, section 6.5.3; a picture made of others again in its data): the picture itself, its tiles, its
 * thumbnail. libheif refuses a stream larger than its claim, or than 256² where it claims less.
 */
export function avifHeader(file: Uint8Array): Header {
  let width = 0;
  let height = 0;
  for (const size of claimedSizes(file)) if (size.width * size.height > width * height) ({ width, height } = size);
  return { width, height, firstPicture: () => firstPicture(file) };
}

function* claimedSizes(file: Uint8Array): Generator<{ width: number; height: number }> {
  const view = viewOf(file);
  const inside = (name: string, parents: Iterable<Box>, header: number) => {
    const found = [...parents]
      .filter((box) => box.name === name)
      .flatMap((box) => [...boxes(file, box.from + header, box.to)]);
    // What is passed over might claim more.
    if (found.length >= maxBoxes) throw undecodable();
    return found;
  };
  const meta = inside('meta', boxes(file, 0, file.byteLength), 4);
  for (const property of inside('ipco', inside('iprp', meta, 0), 0)) {
    if (property.name !== 'ispe') continue;
    yield { width: view.getUint32(property.from + 4), height: view.getUint32(property.from + 8) };
  }
  // Of two, decoders differ in which they believe.
  const box = (name: string) => {
    const [found = null, ...others] = meta.filter((each) => each.name === name);
    if (others.length > 0) throw undecodable();
    return found;
  };
  const [iinf, iloc] = [box('iinf'), box('iloc')];
  if (!iinf || !iloc) throw undecodable();
  let used = 0;
  for (const { type, at, length, pieces } of avifItems(file, { iinf, iloc, idat: box('idat') })) {
    used += length;
    if (used > maxUses * file.byteLength) throw undecodable();
    const sizeAt = derivedSizeAt[type];
    if (sizeAt === undefined) continue;
    // A dozen bytes: there is no honest reason to scatter them.
    if (pieces !== 1) throw undecodable();
    const isLong = (view.getUint8(at + 1) & 1) === 1;
    yield isLong
      ? { width: view.getUint32(at + sizeAt), height: view.getUint32(at + sizeAt + 4) }
      : { width: view.getUint16(at + sizeAt), height: view.getUint16(at + sizeAt + 2) };
  }
}

/** Brands that promise a film (ISO/IEC 23008-12 section 7.5, AVIF section 6.3). */
const filmBrands = new Set(['avis', 'msf1']);

/**
 * Without what follows the last box, and without the film of an animation, which libheif would read to its end: its box is
 * called free space, and the brands that promise it a still picture's, so that nothing in the file moves.
 */
function firstPicture(file: Uint8Array): Uint8Array {
  let end = 0;
  /** Where to write another name. */
  const renamed: [at: number, name: string][] = [];
  for (const box of boxes(file, 0, file.byteLength)) {
    if (!topLevel.has(box.name)) break;
    if (!box.whole) throw undecodable();
    if (box.name === 'moov') renamed.push([box.from - box.header + 4, 'free']);
    if (box.name === 'ftyp') {
      for (let at = box.from; at + 4 <= box.to; at += 4)
        if (filmBrands.has(nameAt(file, at))) renamed.push([at, 'avif']);
    }
    end = box.to;
  }
  const picture = renamed.length === 0 ? file.subarray(0, end) : file.slice(0, end);
  for (const [at, name] of renamed) picture.set(new TextEncoder().encode(name), at);
  return picture;
}

/** ISO/IEC 14496-12 section 4.2: a size of 1 means a 64-bit size follows the name, 0 that the box is the last. Stops at nonsense. */
function* boxes(file: Uint8Array, start: number, end: number): Generator<Box> {
  const view = viewOf(file);
  let count = 0;
  for (let at = start; at + 8 <= end; ) {
    const name = nameAt(file, at + 4);
    const short = view.getUint32(at);
    const header = short === 1 ? 16 : 8;
    const size = short === 0 ? end - at : short === 1 ? Number(view.getBigUint64(at + 8)) : short;
    if (size < header || ++count > maxBoxes) return;
    yield { name, header, from: at + header, to: Math.min(at + size, end), whole: at + size <= end };
    at += size;
  }
}
