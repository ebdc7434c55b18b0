import { nameAt, viewOf } from './excerpt';
import { undecodable } from './refusals';

/** One item of a HEIF file: a picture, a tile, a grid of tiles, metadata. */
export interface AvifItem {
  /** Four characters, such as `av01`, `grid`, `Exif`. */
  type: string;
  /** Where its data begin in the file. */
  at: number;
  /** Bytes of all its extents together. */
  length: number;
  /** In how many pieces they lie. */
  pieces: number;
}

/** A piece of the file: from here up to there. */
interface Span {
  from: number;
  to: number;
}

/** Extents in one file. A picture of many tiles has some hundred. */
const maxExtents = 20_000;

/**
 * The items of a file with the places of their data: `iinf` and `iloc` of ISO/IEC 14496-12, sections 8.11.6 and 8.11.3. Spans are
 * the contents of those boxes and of `idat`. Throws `undecodable` where there are absurdly many.
 */
export function avifItems(
  file: Uint8Array,
  { iinf, iloc, idat }: { iinf: Span; iloc: Span; idat: Span | null },
): AvifItem[] {
  const types = itemTypes(file, iinf);
  return [...locations(file, iloc, idat?.from ?? 0)].map(({ id, ...place }) => ({
    type: types.get(id) ?? '',
    ...place,
  }));
}

function itemTypes(file: Uint8Array, { from, to }: Span): Map<number, string> {
  const view = viewOf(file);
  const types = new Map<number, string>();
  let at = from + (view.getUint8(from) === 0 ? 6 : 8);
  for (let count = 0; at + 8 <= to; count += 1) {
    const size = view.getUint32(at);
    if (size < 8 || count > maxExtents) throw undecodable();
    if (nameAt(file, at + 4) !== 'infe') {
      at += size;
      continue;
    }
    // `infe`, version 2 with short numbers of items, version 3 with long ones.
    const isLong = view.getUint8(at + 8) === 3;
    const id = isLong ? view.getUint32(at + 12) : view.getUint16(at + 12);
    // Of two descriptions decoders differ in which they believe.
    if (types.has(id)) throw undecodable();
    types.set(id, nameAt(file, at + (isLong ? 18 : 16)));
    at += size;
  }
  return types;
}

function* locations(
  file: Uint8Array,
  { from }: Span,
  idatAt: number,
): Generator<Omit<AvifItem, 'type'> & { id: number }> {
  const view = viewOf(file);
  let at = from + 4;
  const read = (bytes: number): number => {
    at += bytes;
    if (bytes === 0) return 0;
    if (bytes === 8) return Number(view.getBigUint64(at - 8));
    return bytes === 4 ? view.getUint32(at - 4) : bytes === 2 ? view.getUint16(at - 2) : view.getUint8(at - 1);
  };
  const version = view.getUint8(from);
  const sizes = read(2);
  const [offsetSize, lengthSize, baseSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15];
  const indexSize = version === 0 ? 0 : sizes & 15;
  const idSize = version < 2 ? 2 : 4;
  let extents = 0;
  for (let count = read(idSize); count > 0; count -= 1) {
    const id = read(idSize);
    const isInIdat = version > 0 && (read(2) & 15) === 1;
    // Which file the data are in: this one.
    read(2);
    const base = read(baseSize) + (isInIdat ? idatAt : 0);
    let first: number | null = null;
    let length = 0;
    const pieces = read(2);
    for (let left = pieces; left > 0; left -= 1) {
      extents += 1;
      if (extents > maxExtents) throw undecodable();
      read(indexSize);
      const offset = read(offsetSize);
      first ??= base + offset;
      // No length means to the end of the file.
      length += read(lengthSize) || file.byteLength;
    }
    yield { id, at: first ?? 0, length, pieces };
  }
}
