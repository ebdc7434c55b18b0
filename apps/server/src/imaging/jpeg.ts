import { viewOf } from './excerpt';
import type { Header } from './header';
import { undecodable } from './refusals';

/**
 * A progressive JPEG decodes all its blocks again in every scan, and a scan may be 14 bytes: 10,000 of them are 130 kB
 * and half a minute. Encoders write about ten; the most the standard's own scripts make is well below this.
 */
const maxScans = 100;

const soi = 0xd8;
const eoi = 0xd9;
const sos = 0xda;

/** JPEG, ITU-T T.81 annex B. A height left to a DNL marker (0 in the frame header) is refused: no decoder here reads it. */
export function jpegHeader(file: Uint8Array): Header {
  const view = viewOf(file);
  for (let at = 2; ; ) {
    const segment = endOfMarker(file, at);
    const code = file[segment - 1] ?? 0;
    if (isFrame(code)) {
      const size = { width: view.getUint16(segment + 5), height: view.getUint16(segment + 3) };
      return { ...size, firstPicture: () => firstPicture(file, at) };
    }
    if (code === sos || code === eoi) throw undecodable();
    at = standsAlone(code) ? segment : segment + view.getUint16(segment);
  }
}

/** Up to the end-of-image marker: what follows it is not the picture, whatever it is. */
function firstPicture(file: Uint8Array, frameAt: number): Uint8Array {
  const view = viewOf(file);
  let scans = 0;
  for (let at = frameAt; ; ) {
    const segment = endOfMarker(file, at);
    const code = file[segment - 1] ?? 0;
    if (code === eoi) {
      if (scans === 0) throw undecodable();
      return file.subarray(0, segment);
    }
    at = standsAlone(code) ? segment : segment + view.getUint16(segment);
    if (code === sos) {
      if (++scans > maxScans) throw undecodable();
      at = endOfScan(file, at);
    }
  }
}

/** Behind the marker at `at` and any fill bytes before it (B.1.1.2); its code is the byte before that. */
function endOfMarker(file: Uint8Array, at: number): number {
  if (file[at] !== 0xff) throw undecodable();
  let next = at + 1;
  while (file[next] === 0xff) next++;
  const code = file[next];
  if (code === undefined || code === 0 || code === soi) throw undecodable();
  return next + 1;
}

/** The first marker after entropy-coded data, in which FF 00 is a byte and FF D0–D7 a restart (B.1.1.5). */
function endOfScan(file: Uint8Array, from: number): number {
  for (let at = from; at < file.byteLength; at++) {
    if (file[at] !== 0xff) continue;
    const next = file[at + 1] ?? 0;
    if (next !== 0 && next !== 0xff && !isRestart(next)) return at;
  }
  throw undecodable();
}

const isRestart = (code: number) => code >= 0xd0 && code <= 0xd7;
const standsAlone = (code: number) => isRestart(code) || code === 0x01;
/** SOF0–SOF15; among their codes DHT (C4), JPG (C8) and DAC (CC) are something else. */
const isFrame = (code: number) => code >= 0xc0 && code <= 0xcf && code !== 0xc4 && code !== 0xc8 && code !== 0xcc;
