import { bytes, join, jpegSegment, uint } from '../../src/imaging/testing/bytes';
import { type BitWriter, createBitWriter } from './jpeg-bits';

/** One component: its sampling factors, and its value in each quarter of the picture. */
export interface Component {
  h: number;
  v: number;
  values: readonly number[];
}

interface Options {
  width?: number;
  height?: number;
  /** The frame's marker: C0 baseline, C1 extended sequential, C2 progressive (with one scan of DC alone). */
  frame?: number;
  /** MCUs between restart markers. */
  restartEvery?: number;
  /** Every component in a scan of its own. */
  separateScans?: boolean;
  /** Segments before everything else. */
  segments?: readonly Uint8Array[];
  /** Component identifiers; some encoders write letters. */
  ids?: readonly number[];
}

/**
 * A JPEG of four flat quarters (ITU-T T.81): flat blocks need no AC coefficients, so an encoder is short, and can make what
 * no library will: odd sampling, odd markers, every colour model. Quarters should be whole MCUs.
 */
export function encodeJpeg(components: readonly Component[], options: Options = {}): Uint8Array {
  const { width = 64, height = 32, frame = 0xc0, restartEvery = 0, separateScans, segments = [], ids } = options;
  const id = (index: number) => ids?.[index] ?? index + 1;
  const hMax = Math.max(...components.map(({ h }) => h));
  const vMax = Math.max(...components.map(({ v }) => v));
  const frameParts = components.map(({ h, v }, index) => bytes(String.fromCharCode(id(index), h * 16 + v, 0)));
  const indices = components.map((_, index) => index);
  const scans = (separateScans ? indices.map((index) => [index]) : [indices]).map((members) => {
    const head = members.map((index) => Uint8Array.of(id(index), 0));
    const spectrum = frame === 0xc2 ? [0, 0, 0] : [0, 63, 0];
    const segment = jpegSegment(0xda, join(Uint8Array.of(members.length), ...head, Uint8Array.from(spectrum)));
    return join(segment, scanData(members));
  });
  return join(
    bytes('\xff\xd8'),
    ...segments,
    jpegSegment(0xdb, join(Uint8Array.of(0), new Uint8Array(64).fill(8))),
    jpegSegment(
      frame,
      join(bytes('\x08'), uint(height, 2), uint(width, 2), Uint8Array.of(components.length), ...frameParts),
    ),
    // Categories 0 to 11 in four bits each; end-of-block in one.
    jpegSegment(
      0xc4,
      join(
        Uint8Array.of(0, 0, 0, 0, 12),
        new Uint8Array(12),
        Uint8Array.from({ length: 12 }, (_, c) => c),
      ),
    ),
    jpegSegment(0xc4, join(Uint8Array.of(0x10, 1), new Uint8Array(15), Uint8Array.of(0))),
    ...(restartEvery > 0 ? [jpegSegment(0xdd, uint(restartEvery, 2))] : []),
    ...scans,
    bytes('\xff\xd9'),
  );

  function scanData(members: readonly number[]): Uint8Array {
    const alone = members.length === 1;
    const only = components[members[0] ?? 0];
    const across = Math.ceil(width / (alone && only ? (8 * hMax) / only.h : 8 * hMax));
    const down = Math.ceil(height / (alone && only ? (8 * vMax) / only.v : 8 * vMax));
    const writer = createBitWriter();
    let last = components.map(() => 0);
    for (let mcu = 0; mcu < across * down; mcu++) {
      if (restartEvery > 0 && mcu > 0 && mcu % restartEvery === 0) {
        writer.marker(0xd0 + ((mcu / restartEvery - 1) & 7));
        last = components.map(() => 0);
      }
      const quarter = (Math.floor(mcu / across) * 2 >= down ? 2 : 0) + ((mcu % across) * 2 >= across ? 1 : 0);
      for (const index of members) {
        const { h = 1, v = 1, values = [] } = components[index] ?? {};
        const value = Math.round(values[quarter] ?? 128) - 128;
        for (let block = 0; block < (alone ? 1 : h * v); block++) {
          putDifference(writer, value - (last[index] ?? 0));
          if (frame !== 0xc2) writer.put(0, 1);
          last[index] = value;
        }
      }
    }
    return writer.finish();
  }
}

/** F.1.2.1: the category, then the difference in as many bits, less one where it is negative. */
function putDifference(writer: BitWriter, difference: number): void {
  const category = 32 - Math.clz32(Math.abs(difference));
  writer.put(category, 4);
  writer.put(difference >= 0 ? difference : difference + 2 ** category - 1, category);
}
