import { crc32 } from 'node:zlib';

/** Latin-1 text as bytes. */
export const bytes = (text: string) => Uint8Array.from(text, (character) => character.charCodeAt(0));

export const join = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

export const insert = (file: Uint8Array, at: number, ...parts: readonly Uint8Array[]) =>
  join(file.subarray(0, at), ...parts, file.subarray(at));

export const contains = (file: Uint8Array, text: string) => Buffer.from(file).includes(text, 0, 'latin1');

export const indexOf = (file: Uint8Array, text: string) => Buffer.from(file).indexOf(text, 0, 'latin1');

export const uint = (value: number, length: number, littleEndian = false) => {
  const digits = Array.from({ length }, (_, place) => Math.floor(value / 256 ** place) & 255);
  return Uint8Array.from(littleEndian ? digits : digits.reverse());
};

/** A copy of `file` with `replacement` written at `at`. */
export function overwrite(file: Uint8Array, at: number, replacement: Uint8Array): Uint8Array {
  const copy = Uint8Array.from(file);
  copy.set(replacement, at);
  return copy;
}

export const jpegSegment = (marker: number, content: Uint8Array) =>
  join(Uint8Array.of(0xff, marker), uint(content.byteLength + 2, 2), content);

export function pngChunk(name: string, content: Uint8Array): Uint8Array {
  const named = join(bytes(name), content);
  return join(uint(content.byteLength, 4), named, uint(crc32(named), 4));
}

/** Chunks after the header of a PNG file. */
export const withPngChunks = (png: Uint8Array, ...chunks: readonly Uint8Array[]) => insert(png, 33, ...chunks);

export function pngOfSize(png: Uint8Array, width: number, height: number): Uint8Array {
  const header = join(uint(width, 4), uint(height, 4), png.subarray(24, 29));
  return join(png.subarray(0, 8), pngChunk('IHDR', header), png.subarray(33));
}

/** A RIFF file with chunks appended and its size set right. */
export function withRiffChunks(webp: Uint8Array, ...chunks: readonly Uint8Array[]): Uint8Array {
  const file = join(webp, ...chunks);
  return overwrite(file, 4, uint(file.byteLength - 8, 4, true));
}

export const riffChunk = (name: string, content: Uint8Array) =>
  join(bytes(name), uint(content.byteLength, 4, true), content, new Uint8Array(content.byteLength & 1));
