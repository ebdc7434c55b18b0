import { crc32 } from 'node:zlib';
import { overwrite, uint } from '../../src/imaging/testing/bytes';
import { mutate, type Random } from '../../src/imaging/testing/mutations';

/** Numbers at which lengths, sizes and offsets go wrong. */
const numbers = [
  0, 1, 0x7f, 0x80, 0xff, 0x100, 0x7fff, 0x8000, 0xffff, 0x1_0000, 0x7fff_ffff, 0x8000_0000, 0xffff_ffff,
];

/** `file` damaged at random: bytes anywhere or one number, and often with its sums set right, so that it gets further in. */
export function damage(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  const damaged = random(3) === 0 ? withNumber(file, random) : mutate(file, other, random);
  return random(3) > 0 ? repaired(damaged) : damaged;
}

function withNumber(file: Uint8Array, random: Random): Uint8Array {
  const length = [1, 2, 4][random(3)] ?? 1;
  if (file.byteLength <= length) return file;
  // Half of it among the headers.
  const at = random(random(2) ? file.byteLength - length : Math.min(file.byteLength - length, 300));
  return overwrite(file, at, uint(numbers[random(numbers.length)] ?? 0, length, random(2) === 0));
}

function repaired(file: Uint8Array): Uint8Array {
  if (file.byteLength < 12) return file;
  const copy = Uint8Array.from(file);
  const view = new DataView(copy.buffer);
  if (view.getUint32(0) === 0x8950_4e47)
    for (let at = 8; at + 12 <= copy.byteLength; ) {
      const end = at + 8 + view.getUint32(at);
      if (end + 4 > copy.byteLength) break;
      view.setUint32(end, crc32(copy.subarray(at + 4, end)));
      at = end + 4;
    }
  if (view.getUint32(0) === 0x5249_4646) view.setUint32(4, copy.byteLength - 8, true);
  return copy;
}
