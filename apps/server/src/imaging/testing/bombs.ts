import { deflateSync } from 'node:zlib';
import { bytes, join, jpegSegment, pngChunk, riffChunk, uint } from './bytes';

/** Zeros that deflate to a thousandth of their length. */
export const deflatedZeros = (length: number) => new Uint8Array(deflateSync(Buffer.alloc(length), { level: 9 }));

export const textBomb = (name: 'zTXt' | 'iTXt' | 'iCCP', inflated: number) => {
  const prefix = name === 'iTXt' ? 'XML:com.adobe.xmp\0\x01\0\0\0' : 'a\0\0';
  return pngChunk(name, join(bytes(prefix), deflatedZeros(inflated)));
};

/** A grey progressive JPEG of nothing, `side` squared, with so many scans (ITU-T T.81 annex G). */
export function manyScans(side: number, scans: number): Uint8Array {
  const blocks = Math.ceil(side / 8) ** 2;
  const quantisation = jpegSegment(0xdb, join(uint(0, 1), new Uint8Array(64).fill(1)));
  const frame = jpegSegment(0xc2, join(uint(8, 1), uint(side, 2), uint(side, 2), bytes('\x01\x01\x11\0')));
  const table = (kind: number, symbol: number) =>
    jpegSegment(0xc4, join(uint(kind, 1), uint(1, 1), new Uint8Array(15), uint(symbol, 1)));
  const firstScan = join(jpegSegment(0xda, bytes('\x01\x01\0\0\0\0')), new Uint8Array(Math.ceil(blocks / 8)));
  // One bit for EOB14 and fourteen for its length stand for 32,767 blocks without anything.
  const runs = `0${'1'.repeat(14)}`.repeat(Math.ceil(blocks / 32_767));
  const packed = (runs.padEnd(Math.ceil(runs.length / 8) * 8, '1').match(/.{8}/g) ?? []).map((bits) =>
    parseInt(bits, 2),
  );
  const stuffed = Uint8Array.from(packed.flatMap((byte) => (byte === 0xff ? [byte, 0] : [byte])));
  const scan = join(jpegSegment(0xda, bytes('\x01\x01\0\x01\x3f\0')), stuffed);
  const all = Array.from({ length: scans - 1 }, () => scan);
  return join(
    bytes('\xff\xd8'),
    quantisation,
    frame,
    table(0, 0),
    table(0x10, 0xe0),
    firstScan,
    ...all,
    bytes('\xff\xd9'),
  );
}

/** A GIF of one pixel, so many times. */
export function manyGifFrames(frames: number): Uint8Array {
  const frame = bytes('\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0');
  const head = bytes('GIF89a\x01\0\x01\0\x80\0\0\0\0\0\xff\xff\xff');
  return join(head, Buffer.alloc(frames * frame.byteLength, frame), bytes(';'));
}

/** An animated WebP whose first frame comes so many times. */
export function manyWebpFrames(animated: Uint8Array, frames: number): Uint8Array {
  const parts: { name: string; chunk: Uint8Array }[] = [];
  for (let at = 12; at < animated.byteLength; ) {
    const length = Buffer.from(animated).readUInt32LE(at + 4);
    const name = Buffer.from(animated).toString('latin1', at, at + 4);
    parts.push({ name, chunk: riffChunk(name, animated.subarray(at + 8, at + 8 + length)) });
    at += 8 + length + (length & 1);
  }
  const before = parts.filter(({ name }) => name !== 'ANMF').map(({ chunk }) => chunk);
  const frame = parts.find(({ name }) => name === 'ANMF')?.chunk ?? new Uint8Array();
  const body = join(bytes('WEBP'), ...before, Buffer.alloc(frames * frame.byteLength, frame));
  return join(bytes('RIFF'), uint(body.byteLength, 4, true), body);
}
