/** A big- and little-endian view of the bytes. Reading past their end throws a RangeError. */
export const viewOf = (file: Uint8Array) => new DataView(file.buffer, file.byteOffset, file.byteLength);

/** Four characters, as most formats name their parts. */
export const nameAt = (file: Uint8Array, at: number) =>
  String.fromCharCode(file[at] ?? 0, file[at + 1] ?? 0, file[at + 2] ?? 0, file[at + 3] ?? 0);

/** The number that `getUint32` reads where `name` stands. Comparing a million names as text takes a quarter of a second. */
export const codeOf = (name: string) => [...name].reduce((code, letter) => code * 256 + letter.charCodeAt(0), 0);

/** A shortened copy of a file. One buffer and no objects per part: hostile files have a million parts. */
export interface Excerpt {
  /** Keeps the bytes from `start` up to `end`; parts are given in the order of the file. */
  keep(start: number, end: number): void;
  /** What has been kept, in a buffer of its own. */
  finish(): Uint8Array<ArrayBuffer>;
}

export function excerptOf(file: Uint8Array): Excerpt {
  const copy = new Uint8Array(file);
  let length = 0;
  return {
    keep(start, end) {
      // What is kept only moves towards the front, so nothing is overwritten before it is read.
      if (start !== length) copy.copyWithin(length, start, end);
      length += end - start;
    },
    finish: () => copy.subarray(0, length),
  };
}
