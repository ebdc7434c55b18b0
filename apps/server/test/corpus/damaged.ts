import { insert, overwrite } from '../../src/imaging/testing/bytes';
import { acceptedSamples, texture } from '../../src/imaging/testing/samples';
import { type CorpusFile, refuses } from './entry';

/** Parts of a file's length, and bytes missing at its end. */
const parts = [0.02, 0.25, 0.5, 0.9];
const missing = [1, 12];

/** Every kind cut short. */
export const truncated: CorpusFile[] = Object.entries(acceptedSamples).flatMap(([name, [mimeType, make]]) => [
  ...parts.map((part) =>
    refuses(
      `${name}, ${part * 100} % of it`,
      mimeType,
      async () => {
        const file = await make();
        return file.subarray(0, Math.max(1, Math.floor(file.byteLength * part)));
      },
      'undecodable',
    ),
  ),
  ...missing.map((bytes) =>
    refuses(
      `${name} without its last ${bytes} bytes`,
      mimeType,
      async () => (await make()).subarray(0, -bytes),
      'undecodable',
    ),
  ),
]);

const spoilt = (
  name: string,
  mimeType: string,
  make: () => Promise<Uint8Array>,
  spoil: (file: Uint8Array, at: number) => Uint8Array,
) =>
  [0.4, 0.6, 0.8].map((part) =>
    refuses(
      `${name} at ${part * 100} %`,
      mimeType,
      async () => {
        const file = await make();
        return spoil(file, Math.floor(file.byteLength * part));
      },
      'undecodable',
    ),
  );

const overwritten = (value: number) => (file: Uint8Array, at: number) =>
  overwrite(file, at, new Uint8Array(64).fill(value));
const png = () => texture().png().toBuffer();
const jpeg = () => texture().jpeg().toBuffer();
const avif = () => texture().avif({ effort: 0 }).toBuffer();
const lossless = () => texture().webp({ lossless: true }).toBuffer();

/** Damage that the format itself shows. Most damage to JPEG, lossy WebP and GIF reads as another picture. */
export const corrupted: CorpusFile[] = [
  ...spoilt('PNG overwritten with zeros', 'image/png', png, overwritten(0)),
  ...spoilt('PNG with a byte too many', 'image/png', png, (file, at) => insert(file, at, Uint8Array.of(7))),
  ...spoilt('PNG with a bit flipped', 'image/png', png, (file, at) =>
    overwrite(file, at, Uint8Array.of((file[at] ?? 0) ^ 1)),
  ),
  ...spoilt('JPEG overwritten with markers', 'image/jpeg', jpeg, overwritten(0xff)),
  ...spoilt('AVIF overwritten with zeros', 'image/avif', avif, overwritten(0)),
  ...spoilt('AVIF with a byte too many', 'image/avif', avif, (file, at) => insert(file, at, Uint8Array.of(7))),
  ...spoilt('lossless WebP with 64 bytes too few', 'image/webp', lossless, (file, at) =>
    Buffer.concat([file.subarray(0, at), file.subarray(at + 64)]),
  ),
];
