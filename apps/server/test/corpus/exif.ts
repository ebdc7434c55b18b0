import { bytes, join, jpegSegment, uint } from '../../src/imaging/testing/bytes';
import { planted } from './entry';

/** A directory entry: tag, type, and its value, which may be directories of their own (their offset is the value). */
type Entry = readonly [tag: number, type: number, value: Uint8Array | readonly Entry[]];

const typeSizes: Record<number, number> = { 1: 1, 2: 1, 3: 2, 4: 4, 5: 8, 7: 1 };

/** TIFF 6.0 section 2: header, directories, and what they point to behind each. Offsets count from the header. */
export function tiff(littleEndian: boolean, ...directories: readonly (readonly Entry[])[]): Uint8Array {
  const number = (value: number, length: number) => uint(value, length, littleEndian);
  const directory = (entries: readonly Entry[], at: number, isLast: boolean): Uint8Array => {
    const end = at + 2 + entries.length * 12 + 4;
    const behind: Uint8Array[] = [];
    const place = (part: Uint8Array) => {
      behind.push(part, new Uint8Array(part.byteLength & 1));
      return number(next() - part.byteLength - (part.byteLength & 1), 4);
    };
    const next = () => end + behind.reduce((sum, part) => sum + part.byteLength, 0);
    const fields = entries.map(([tag, type, value]) => {
      const isDirectory = !(value instanceof Uint8Array);
      const content = isDirectory ? directory(value, next(), true) : value;
      const count = isDirectory ? 1 : content.byteLength / (typeSizes[type] ?? 1);
      const fits = !isDirectory && content.byteLength <= 4;
      const field = fits ? join(content, new Uint8Array(4 - content.byteLength)) : place(content);
      return join(number(tag, 2), number(type, 2), number(count, 4), field);
    });
    return join(number(entries.length, 2), ...fields, number(isLast ? 0 : next(), 4), ...behind);
  };
  let file = join(bytes(littleEndian ? 'II' : 'MM'), number(42, 2), number(8, 4));
  for (const [index, entries] of directories.entries())
    file = join(file, directory(entries, file.byteLength, index === directories.length - 1));
  return file;
}

const text = (content: string) => bytes(`${content}\0`);

/** What a telephone writes: orientation, a name, a maker's note, where it was taken, and a thumbnail of its own. */
export function phoneExif(orientation: number, { littleEndian = false, thumbnail = bytes(planted) } = {}): Uint8Array {
  const number = (value: number, length: number) => uint(value, length, littleEndian);
  const degrees = join(...[51, 1, 30, 1, 2600, 100].map((value) => number(value, 4)));
  const gps: Entry[] = [
    [0x01, 2, text('N')],
    [0x02, 5, degrees],
    [0x03, 2, text('W')],
    [0x04, 5, degrees],
    [0x1b, 7, bytes(`ASCII\0\0\0${planted}`)],
  ];
  const camera: Entry[] = [
    [0x9003, 2, text('2026:11:23 12:00:00')],
    [0x927c, 7, bytes(`${planted} maker note`)],
    [0x9286, 7, bytes(`ASCII\0\0\0${planted}`)],
  ];
  const main: Entry[] = [
    [0x010f, 2, text(planted)],
    [0x0112, 3, number(orientation, 2)],
    [0x013b, 2, text(planted)],
    [0x8769, 4, camera],
    [0x8825, 4, gps],
  ];
  // The thumbnail is found through an offset that only the second directory knows: measured first with a wrong one.
  const second = (offset: number): Entry[] => [
    [0x0103, 3, number(6, 2)],
    [0x0201, 4, number(offset, 4)],
    [0x0202, 4, number(thumbnail.byteLength, 4)],
  ];
  const length = tiff(littleEndian, main, second(0)).byteLength;
  return join(tiff(littleEndian, main, second(length)), thumbnail);
}

export const exifSegment = (exif: Uint8Array) => jpegSegment(0xe1, join(bytes('Exif\0\0'), exif));

/** XMP as an editor writes it (ISO 16684-1), with something planted. */
export const xmp = bytes(
  `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF><dc:creator>${planted}</dc:creator></rdf:RDF></x:xmpmeta><?xpacket end="w"?>`,
);
