import { bytes, join, uint } from '../../src/imaging/testing/bytes';

type Xyz = readonly [number, number, number];

/** Colorants adapted to D50, as profiles hold them (ICC.1:2022 annex E). */
const srgb: readonly [Xyz, Xyz, Xyz] = [
  [0.436, 0.2225, 0.0139],
  [0.3851, 0.7169, 0.0971],
  [0.1431, 0.0606, 0.7141],
];
const adobe: readonly [Xyz, Xyz, Xyz] = [
  [0.6097, 0.3111, 0.0195],
  [0.2053, 0.6257, 0.0609],
  [0.1492, 0.0632, 0.7446],
];
const d50: Xyz = [0.9642, 1, 0.8249];

const fixed = (value: number) => uint(Math.round(value * 65_536), 4);
const xyz = (value: Xyz) => join(bytes('XYZ \0\0\0\0'), ...value.map(fixed));
const gamma = (value: number) => join(bytes('curv\0\0\0\0'), uint(1, 4), uint(Math.round(value * 256), 2), uint(0, 2));
const description = join(bytes('desc\0\0\0\0'), uint(5, 4), bytes('test\0'), new Uint8Array(79));
const copyright = bytes('text\0\0\0\0none\0\0\0\0');

/** ICC.1:2001-04 section 6: header, tag table, tags. */
function profile(space: 'RGB ' | 'GRAY', own: Record<string, Uint8Array>): Uint8Array {
  const tags = Object.entries({ desc: description, cprt: copyright, wtpt: xyz(d50), ...own });
  let at = 128 + 4 + tags.length * 12;
  const table = tags.map(([name, content]) => {
    const row = join(bytes(name), uint(at, 4), uint(content.byteLength, 4));
    at += content.byteLength;
    return row;
  });
  const dated = join(...[2026, 1, 1, 0, 0, 0].map((part) => uint(part, 2)));
  const head = join(uint(at, 4), bytes('\0\0\0\0\x02\x40\0\0mntr'), bytes(space), bytes('XYZ '), dated, bytes('acsp'));
  const header = join(head, new Uint8Array(28), ...d50.map(fixed));
  return join(
    header,
    new Uint8Array(128 - header.byteLength),
    uint(tags.length, 4),
    ...table,
    ...tags.map(([, each]) => each),
  );
}

const matrix = ([red, green, blue]: readonly [Xyz, Xyz, Xyz]) => {
  const curve = gamma(2.2);
  const colorants = { rXYZ: xyz(red), gXYZ: xyz(green), bXYZ: xyz(blue) };
  return profile('RGB ', { ...colorants, rTRC: curve, gTRC: curve, bTRC: curve });
};

/** Takes red for blue and blue for red, so that it shows whether a profile is followed. */
export const swappingProfile = matrix([srgb[2], srgb[1], srgb[0]]);
/** The wide colours of Adobe RGB (1998). */
export const adobeLikeProfile = matrix(adobe);
/** Grey whose numbers are light itself: 128 of 255 is the sRGB value 188. */
export const linearGreyProfile = profile('GRAY', { kTRC: gamma(1) });
