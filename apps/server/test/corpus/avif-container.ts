import type { Sharp } from 'sharp';
import { bytes, indexOf, join, uint } from '../../src/imaging/testing/bytes';

export const box = (name: string, ...parts: readonly Uint8Array[]): Uint8Array => {
  const content = join(...parts);
  return join(uint(content.byteLength + 8, 4), bytes(name), content);
};
export const fullBox = (name: string, version: number, flags: number, ...parts: readonly Uint8Array[]) =>
  box(name, uint(version, 1), uint(flags, 3), ...parts);

/** An item of a file (ISO/IEC 23008-12): a picture, a part of one, or what is said of one. Numbered from 1. */
export interface Item {
  type: 'av01' | 'grid' | 'iovl' | 'iden' | 'Exif' | 'mime';
  data: Uint8Array;
  properties?: readonly Uint8Array[];
  /** Items that this one refers to, and how. */
  refers?: readonly (readonly [type: string, ...items: number[]])[];
  /** Which bytes of its data it is made of, each from and how many: all of them, once, unless given. */
  pieces?: readonly (readonly [from: number, length: number])[];
  /** Of a `mime` item: how its bytes are compressed. */
  encoding?: string;
}

interface Avif {
  items: readonly Item[];
  major?: string;
  compatible?: readonly string[];
  primary?: number;
  /** Boxes before what describes the items, among its list of them, and behind everything else. */
  before?: readonly Uint8Array[];
  among?: readonly Uint8Array[];
  after?: readonly Uint8Array[];
}

/** AVIF: pictures of AV1 in a file of boxes. Properties are told for each item anew, transformations as essential. */
export function avifFile({ items, major = 'avif', compatible = ['mif1', 'miaf'], primary = 1, ...more }: Avif) {
  const { before = [], among = [], after = [] } = more;
  const ftyp = box('ftyp', bytes(major), uint(0, 4), ...compatible.map(bytes));
  const properties = items.flatMap((item) => item.properties ?? []);
  const associations = items.map(({ properties: own = [] }, index) => {
    const numbers = own.map((property) => properties.indexOf(property) + 1);
    return join(
      uint(index + 1, 2),
      Uint8Array.of(numbers.length),
      Uint8Array.from(numbers, (each) => each | 0x80),
    );
  });
  const entries = items.map(({ type, encoding = '' }, index) => {
    const rest = type === 'mime' ? `\0application/rdf+xml\0${encoding}\0` : '\0';
    return fullBox('infe', 2, 0, uint(index + 1, 2), uint(0, 2), bytes(type), bytes(rest));
  });
  const references = items.flatMap(({ refers = [] }, index) =>
    refers.map(([type, ...to]) =>
      box(type, uint(index + 1, 2), uint(to.length, 2), ...to.map((each) => uint(each, 2))),
    ),
  );
  // Items of the same bytes share them.
  const streams = [...new Set(items.map(({ data }) => data))];
  const metaAt = (from: number) => {
    const places = items.map(({ data, pieces = [[0, data.byteLength]] }, index) => {
      const earlier = streams.slice(0, streams.indexOf(data));
      const at = earlier.reduce((sum, { byteLength }) => sum + byteLength, from);
      const extents = pieces.map(([start, length]) => join(uint(at + start, 4), uint(length, 4)));
      return join(uint(index + 1, 2), uint(0, 2), uint(pieces.length, 2), ...extents);
    });
    return fullBox(
      'meta',
      0,
      0,
      fullBox('hdlr', 0, 0, uint(0, 4), bytes('pict'), new Uint8Array(13)),
      fullBox('pitm', 0, 0, uint(primary, 2)),
      fullBox('iloc', 0, 0, Uint8Array.of(0x44, 0), uint(items.length, 2), ...places),
      fullBox('iinf', 0, 0, uint(items.length + among.length, 2), ...entries, ...among),
      ...(references.length > 0 ? [fullBox('iref', 0, 0, ...references)] : []),
      box('iprp', box('ipco', ...properties), fullBox('ipma', 0, 0, uint(items.length, 4), ...associations)),
    );
  };
  const from = join(ftyp, ...before).byteLength + metaAt(0).byteLength + 8;
  return join(ftyp, ...before, metaAt(from), box('mdat', ...streams), ...after);
}

export const ispe = (width: number, height: number) => fullBox('ispe', 0, 0, uint(width, 4), uint(height, 4));
export const pixi = (...depths: readonly number[]) => fullBox('pixi', 0, 0, Uint8Array.of(depths.length, ...depths));
/** Quarter turns against the clock, and an axis to mirror at: 0 swaps top and bottom, 1 left and right. */
export const irot = (turns: number) => box('irot', Uint8Array.of(turns));
export const imir = (axis: number) => box('imir', Uint8Array.of(axis));
export const alphaOf = fullBox('auxC', 0, 0, bytes('urn:mpeg:mpegB:cicp:systems:auxiliary:alpha\0'));

/** What a library coded, without its container: the decoder's settings and the stream. */
export async function coded(
  picture: Sharp,
  options: object = {},
): Promise<{ settings: Uint8Array; stream: Uint8Array }> {
  const file = await picture.avif({ effort: 0, quality: 80, ...options }).toBuffer();
  const settings = indexOf(file, 'av1C');
  return { settings: file.subarray(settings - 4, settings + 8), stream: file.subarray(indexOf(file, 'mdat') + 4) };
}

/** Section 6.6.2.3.2: rows and columns less one, and the size of the whole. */
export const gridOf = (rows: number, columns: number, width: number, height: number) =>
  join(Uint8Array.of(0, 1, rows - 1, columns - 1), uint(width, 4), uint(height, 4));
