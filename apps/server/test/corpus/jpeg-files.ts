import { bytes, jpegSegment } from '../../src/imaging/testing/bytes';
import { type CorpusFile, keeps, upright } from './entry';
import { type Component, encodeJpeg } from './jpeg-encoder';
import { adobeSegment, cmykPlanes, greyLook, greyPlane, rgbPlanes, ycckPlanes, yccPlanes } from './jpeg-planes';

type Options = Parameters<typeof encodeJpeg>[1];
const small = { mimeType: 'image/jpeg', width: 64, height: 32, look: upright } as const;

const made = (name: string, components: readonly Component[], options?: Options, expected: object = {}): CorpusFile =>
  keeps(`JPEG, ${name}`, 'image/jpeg', () => encodeJpeg(components, options), { ...small, tolerance: 16, ...expected });

/** APP0 of JFIF 1.02, with a density and, as the standard allows, a thumbnail of one pixel. */
const jfif = jpegSegment(0xe0, bytes('JFIF\0\x01\x02\x01\x00\x48\x00\x48\x01\x01\xff\x00\x00'));
/** What printers can't make looks duller, by a profile that stands in for the one left out. */
const ink = { tolerance: 100 };
const samplings = [
  [1, 1, '4:4:4'],
  [2, 1, '4:2:2'],
  [2, 2, '4:2:0'],
  [1, 2, '4:4:0'],
  [4, 1, '4:1:1'],
  [4, 2, '4:1:0'],
] as const;

/** How a JPEG may be coded. */
export const codedJpegs: CorpusFile[] = [
  made('grey', [greyPlane], {}, { look: greyLook }),
  made('grey whose sampling factor says 2 × 2', [{ ...greyPlane, h: 2, v: 2 }], {}, { look: greyLook }),
  ...samplings.map(([h, v, name]) => made(`${name}`, yccPlanes(h, v))),
  ...samplings
    .slice(0, 3)
    .map(([h, v, name]) =>
      made(`${name}, each component in a scan of its own`, yccPlanes(h, v), { separateScans: true }),
    ),
  made('without JFIF or Adobe marker', yccPlanes()),
  made('with JFIF and a thumbnail', yccPlanes(), { segments: [jfif] }),
  made('extended sequential', yccPlanes(2, 2), { frame: 0xc1 }),
  // A decoder makes blocks without detail flow into each other.
  made('progressive, DC alone', yccPlanes(2, 2), { frame: 0xc2 }, { tolerance: 40 }),
  made('a restart marker after every MCU', yccPlanes(), { restartEvery: 1 }),
  made(
    'restart markers that wrap around',
    yccPlanes(2, 2),
    { restartEvery: 1, width: 128, height: 64 },
    { width: 128, height: 64 },
  ),
  made('a restart interval longer than the picture', yccPlanes(), { restartEvery: 60_000 }),
  made('RGB by the Adobe marker', rgbPlanes, { segments: [adobeSegment(0)] }),
  made('RGB by the names of its components', rgbPlanes, { ids: [0x52, 0x47, 0x42] }),
  made('YCbCr by the Adobe marker', yccPlanes(), { segments: [adobeSegment(1)] }),
  made('YCbCr numbered from 0', yccPlanes(), { ids: [0, 1, 2] }),
  made('CMYK by the Adobe marker', cmykPlanes, { segments: [adobeSegment(0)] }, ink),
  made('CMYK without a marker', cmykPlanes, {}, ink),
  made('YCCK by the Adobe marker', ycckPlanes, { segments: [adobeSegment(2)] }, ink),
  made(
    'sides that are no whole blocks',
    yccPlanes(2, 2),
    { width: 61, height: 31 },
    { width: 61, height: 31, look: undefined },
  ),
  made('one pixel', yccPlanes(2, 2), { width: 1, height: 1 }, { width: 1, height: 1, look: undefined }),
  made('one pixel wide', yccPlanes(), { width: 1, height: 300 }, { width: 1, height: 300, look: undefined }),
  made('65,500 wide', [greyPlane], { width: 65_500, height: 8 }, { width: 2048, height: 1, look: undefined }),
  made('65,500 high', [greyPlane], { width: 8, height: 65_500 }, { width: 1, height: 2048, look: undefined }),
  made('larger than what is kept', yccPlanes(2, 2), { width: 4096, height: 1024 }, { width: 2048, height: 512 }),
];
