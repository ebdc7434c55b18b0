import { bytes, insert, join, jpegSegment, overwrite, uint } from '../../src/imaging/testing/bytes';
import { quarters } from '../../src/imaging/testing/samples';
import { type CorpusFile, keeps, type Look, planted, upright } from './entry';
import { exifSegment, phoneExif, xmp } from './exif';
import { adobeLikeProfile, linearGreyProfile, swappingProfile } from './icc';
import { encodeJpeg } from './jpeg-encoder';
import { greyPlane, yccPlanes } from './jpeg-planes';
import { laidAs, orientations } from './orientations';

const kept = { mimeType: 'image/jpeg', width: 64, height: 48, look: upright, tolerance: 16 } as const;
/** The same in which red and blue have changed places. */
const swapped: Look = ['#2020e0', '#20c020', '#e04020', '#20d0e0'];

type Expected = Parameters<typeof keeps>[3];
const photo = (name: string, expected: Partial<Expected>, ...segments: readonly Uint8Array[]) =>
  keeps(`JPEG, ${name}`, 'image/jpeg', async () => insert(await quarters().jpeg().toBuffer(), 2, ...segments), {
    ...kept,
    ...expected,
  });

const profileSegments = (profile: Uint8Array, size = 60_000) => {
  const count = Math.ceil(profile.byteLength / size);
  return Array.from({ length: count }, (_, index) =>
    jpegSegment(
      0xe2,
      join(bytes('ICC_PROFILE\0'), Uint8Array.of(index + 1, count), profile.subarray(index * size, (index + 1) * size)),
    ),
  );
};
const xmpSegment = jpegSegment(0xe1, join(bytes('http://ns.adobe.com/xap/1.0/\0'), xmp));
const iptcSegment = jpegSegment(
  0xed,
  join(
    bytes('Photoshop 3.0\x008BIM\x04\x04\0\0'),
    uint(5 + planted.length, 4),
    bytes('\x1c\x02\x78\0\x0c'),
    bytes(planted),
  ),
);
/** CIPA DC-007: says that a second picture follows this one. */
const mpfSegment = jpegSegment(
  0xe2,
  join(bytes('MPF\0MM\0*'), uint(8, 4), uint(1, 2), bytes('\xb0\x01\0\x04\0\0\0\x02\0\0\0\0')),
);

/** What cameras, telephones and editors write beside the picture. */
export const jpegsWithMetadata: CorpusFile[] = [
  ...orientations.flatMap((orientation) =>
    [false, true].map((littleEndian) =>
      keeps(
        `JPEG, orientation ${orientation} in ${littleEndian ? 'little' : 'big'}-endian EXIF with a place and a thumbnail`,
        'image/jpeg',
        async () => {
          const thumbnail = await laidAs(orientation)
            .resize(16, 16)
            .withExif({ IFD0: { Artist: planted } })
            .jpeg()
            .toBuffer();
          const exif = exifSegment(phoneExif(orientation, { littleEndian, thumbnail }));
          return insert(await laidAs(orientation).jpeg().toBuffer(), 2, exif);
        },
        kept,
      ),
    ),
  ),
  photo('orientation 0, which is none', {}, exifSegment(phoneExif(0))),
  photo('orientation 65,535, which is none', {}, exifSegment(phoneExif(65_535))),
  photo('EXIF cut short', {}, exifSegment(phoneExif(1).subarray(0, 40))),
  photo('EXIF whose directory points to itself', {}, exifSegment(overwrite(phoneExif(1), 70, uint(8, 4)))),
  photo(
    'XMP, IPTC and a comment',
    {},
    xmpSegment,
    iptcSegment,
    jpegSegment(0xfe, bytes(`${planted} <?php evil(); ?>`)),
  ),
  photo(
    'every application segment',
    {},
    ...Array.from({ length: 16 }, (_, n) => jpegSegment(0xe0 + n, bytes(planted))),
  ),
  photo('a thousand comments', {}, ...Array.from({ length: 1000 }, () => jpegSegment(0xfe, bytes(planted)))),
  photo(
    'comments of 64 kB',
    {},
    ...Array.from({ length: 20 }, () => jpegSegment(0xfe, new Uint8Array(65_533).fill(0x41))),
  ),
  photo('a PDF in a comment', {}, jpegSegment(0xfe, bytes(`%PDF-1.7\n${planted}`))),
  photo('a profile that takes red for blue', { look: swapped }, ...profileSegments(swappingProfile)),
  photo('a profile in many segments', { look: swapped }, ...profileSegments(swappingProfile, 50)),
  photo('a profile like Adobe RGB', { tolerance: 50 }, ...profileSegments(adobeLikeProfile)),
  photo('a profile for grey, which colours don’t follow', {}, ...profileSegments(linearGreyProfile)),
  photo('a profile cut short', {}, ...profileSegments(swappingProfile.subarray(0, 200))),
  keeps(
    'JPEG, grey with a profile of linear light',
    'image/jpeg',
    () => encodeJpeg([greyPlane], { segments: profileSegments(linearGreyProfile) }),
    { ...kept, height: 32, look: ['#a7a7a7', '#b8b8b8', '#949494', '#e7e7e7'] },
  ),
  keeps(
    'JPEG, grey with a profile for colours',
    'image/jpeg',
    () => encodeJpeg([greyPlane], { segments: profileSegments(swappingProfile) }),
    { ...kept, height: 32, look: undefined },
  ),
  ...(['srgb', 'p3'] as const).map((profile) =>
    keeps(`JPEG, ${profile}`, 'image/jpeg', () => quarters().withIccProfile(profile).jpeg().toBuffer(), kept),
  ),
  keeps(
    'JPEG, CMYK with a profile',
    'image/jpeg',
    () => quarters().toColourspace('cmyk').withIccProfile('cmyk').jpeg().toBuffer(),
    {
      ...kept,
      tolerance: 100,
    },
  ),
];

const second = async () => insert(await quarters().negate().jpeg().toBuffer(), 2, exifSegment(phoneExif(3)));
const mp4 = join(
  uint(24, 4),
  bytes('ftypmp42\0\0\0\0mp42isom'),
  uint(2000, 4),
  bytes('mdat'),
  new Uint8Array(1992).fill(7),
);

/** What follows the picture: a second picture, a film, or what never was one. */
export const jpegsWithTails: CorpusFile[] = (
  [
    ['a second picture (MPO)', [mpfSegment], second],
    ['a gain map (Ultra HDR)', [xmpSegment, mpfSegment], second],
    ['a film (motion photo)', [xmpSegment], async () => mp4],
    ['a ZIP', [], async () => bytes(`PK\x03\x04\x14\0\0\0\0\0${planted}PK\x05\x06${'\0'.repeat(18)}`)],
    ['a PHP archive', [], async () => bytes(`<?php ${planted}; __HALT_COMPILER(); ?>\r\n`)],
    ['a page', [], async () => bytes(`<html><script>alert("${planted}")</script>`)],
    [
      'a million bytes of noise',
      [],
      async () => Uint8Array.from({ length: 1_000_000 }, (_, at) => (at * at * 31) >> 3),
    ],
    ['a second end of image', [], async () => bytes('\xff\xd9')],
  ] as const
).map(([name, segments, tail]) =>
  keeps(
    `JPEG, followed by ${name}`,
    'image/jpeg',
    async () => join(insert(encodeJpeg(yccPlanes()), 2, ...segments), await tail()),
    { ...kept, height: 32 },
  ),
);
