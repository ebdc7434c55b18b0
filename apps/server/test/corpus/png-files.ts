import { deflateSync } from 'node:zlib';
import { bytes, join, pngChunk, uint } from '../../src/imaging/testing/bytes';
import { type CorpusFile, keeps, type Look, planted, upright } from './entry';
import { phoneExif, xmp } from './exif';
import { linearGreyProfile, swappingProfile } from './icc';
import { encodePng } from './png-encoder';
import { colourTypes, lookAs, paletteFor, quartersAs } from './png-planes';

type Options = Parameters<typeof encodePng>[1];
type Expected = Parameters<typeof keeps>[3];
const kept = { mimeType: 'image/png', width: 64, height: 48, look: upright, tolerance: 2 } as const;
const truecolour = quartersAs(2, 8);
const [first, second, third, fourth] = upright;

const png = (name: string, options: Options = {}, expected: Partial<Expected> = {}, picture = truecolour) =>
  keeps(`PNG, ${name}`, 'image/png', () => encodePng(picture, options), { ...kept, ...expected });

/** Every colour type, depth and interlacing. */
export const codedPngs: CorpusFile[] = [
  ...colourTypes.flatMap(([name, colourType, depths]) =>
    depths.flatMap((bitDepth) =>
      [false, true].map((interlaced) => {
        const before = colourType === 3 ? [paletteFor(bitDepth)] : [];
        const expected = { look: lookAs(colourType, bitDepth) };
        const title = `${name}, ${bitDepth} bits${interlaced ? ', interlaced' : ''}`;
        return png(title, { interlaced, before }, expected, quartersAs(colourType, bitDepth));
      }),
    ),
  ),
  ...([0, 1, 2, 3, 4] as const).map((filter) => png(`filter ${filter}`, { filter })),
  png('data in pieces of one byte', { dataSize: 1 }),
  png('an empty piece of data', { before: [pngChunk('IDAT', new Uint8Array())] }),
  ...[1, 2, 3, 5].map((side) =>
    png(
      `${side} × ${side}, interlaced`,
      { interlaced: true },
      { width: side, height: side, look: undefined },
      { ...truecolour, width: side, height: side },
    ),
  ),
  png('2,049 wide', {}, { width: 2048, height: 48, look: undefined }, { ...truecolour, width: 2049 }),
];

const packed = (name: string, content: Uint8Array) => pngChunk(name, join(bytes('a\0\0'), deflateSync(content)));
const text = pngChunk('tEXt', bytes(`Comment\0${planted} <script>alert(1)</script>`));
const colour = [
  pngChunk('gAMA', uint(45_455, 4)),
  pngChunk(
    'cHRM',
    join(...[31_270, 32_900, 64_000, 33_000, 30_000, 60_000, 15_000, 6000].map((each) => uint(each, 4))),
  ),
];
const see = (...[a, b, c, d]: readonly string[]): Look => [
  `${first}${a}`,
  `${second}${b}`,
  `${third}${c}`,
  `${fourth}${d}`,
];

/** What stands beside the pixels. */
export const pngsWithChunks: CorpusFile[] = [
  png('text in every form', {
    before: [text, packed('zTXt', bytes(planted)), pngChunk('iTXt', join(bytes('XML:com.adobe.xmp\0\0\0\0\0'), xmp))],
  }),
  png('text behind the pixels', { after: [text] }),
  png('chunks of its own', { before: [pngChunk('prVt', bytes(planted)), pngChunk('vpAg', bytes(planted))] }),
  png('gamma and chromaticities of sRGB', { before: colour }),
  png('the mark of sRGB, a density, a date and significant bits', {
    before: [
      pngChunk('sRGB', uint(0, 1)),
      pngChunk('pHYs', bytes('\0\0\x0b\x13\0\0\x0b\x13\x01')),
      pngChunk('tIME', bytes('\x07\xea\x0b\x17\x0c\0\0')),
      pngChunk('sBIT', bytes('\x05\x06\x05')),
    ],
  }),
  png('a background', { before: [pngChunk('bKGD', bytes('\0\xff\0\xff\0\xff'))] }),
  png('a suggested palette', { before: [pngChunk('sPLT', bytes(`${planted}\0\x08\xff\0\0\xff\0\x01`))] }),
  png(
    'EXIF that turns it',
    { before: [pngChunk('eXIf', phoneExif(6))] },
    { width: 48, height: 64, look: [third, first, fourth, second] },
  ),
  // Exiftool writes it there; the standard lets it stand anywhere but between the pieces of data.
  png(
    'EXIF behind the pixels that turns it',
    { after: [pngChunk('eXIf', phoneExif(3))] },
    { look: [fourth, third, second, first] },
  ),
  png(
    'a profile that takes red for blue',
    { before: [packed('iCCP', swappingProfile)] },
    { look: ['#2020e0', '#20c020', '#e04020', '#20d0e0'], tolerance: 8 },
  ),
  png(
    'a profile of linear light',
    { before: [packed('iCCP', linearGreyProfile)] },
    { look: ['#000000', '#9c9c9c', '#d5d5d5', '#ffffff'], tolerance: 8 },
    quartersAs(0, 8),
  ),
  png('a profile for grey, which colours don’t follow', { before: [packed('iCCP', linearGreyProfile)] }),
  png(
    'a profile and the mark of sRGB, of which one is wrong',
    { before: [pngChunk('sRGB', uint(0, 1)), packed('iCCP', swappingProfile)] },
    { look: undefined },
  ),
  png('a palette it does not need', { before: [paletteFor(2)] }),
  png(
    'a palette with transparency',
    { before: [paletteFor(8), pngChunk('tRNS', bytes('\0\x80\xff'))] },
    { look: see('00', '80', 'ff', 'ff') },
    quartersAs(3, 8),
  ),
  png(
    'a colour that is transparent',
    { before: [pngChunk('tRNS', bytes('\0\xe0\0\x20\0\x20'))] },
    { look: see('00', 'ff', 'ff', 'ff') },
  ),
  png(
    'a grey that is transparent',
    { before: [pngChunk('tRNS', bytes('\0\x55'))] },
    { look: ['#000000', '#55555500', '#aaaaaa', '#ffffff'] },
    quartersAs(0, 8),
  ),
  png(
    'a grey of two bits that is transparent',
    { before: [pngChunk('tRNS', bytes('\0\x03'))] },
    { look: ['#000000', '#555555', '#aaaaaa', '#ffffff00'] },
    quartersAs(0, 2),
  ),
  png(
    'a colour of 16 bits that is transparent',
    { before: [pngChunk('tRNS', bytes('\xe0\xe0\x20\x20\x20\x20'))] },
    { look: see('00', 'ff', 'ff', 'ff') },
    quartersAs(2, 16),
  ),
];

const control = (sequence: number) =>
  pngChunk('fcTL', join(...[sequence, 64, 48, 0, 0].map((each) => uint(each, 4)), bytes('\0\x01\0\x0a\0\0')));
const later = encodePng({ ...truecolour, pixel: () => [0, 0, 0] }).subarray(33, -12);
const laterData = pngChunk('fdAT', join(uint(2, 4), later.subarray(8, -4)));
const animation = pngChunk('acTL', join(uint(2, 4), uint(0, 4)));

/** Animations, and what follows the picture. */
export const pngsWithMore: CorpusFile[] = [
  png('animated', { before: [animation, control(0)], after: [control(1), laterData] }),
  png('animated, with a first picture that is no frame', {
    before: [animation],
    after: [control(0), control(1), laterData],
  }),
  png('animated, with frames that are not there', {
    before: [pngChunk('acTL', join(uint(0x7f_ff_ff_ff, 4), uint(0, 4)))],
  }),
  ...(
    [
      ['a ZIP', `PK\x03\x04\x14\0\0\0\0\0${planted}PK\x05\x06${'\0'.repeat(18)}`],
      ['PHP', `<?php ${planted}; ?>`],
      ['a page', `<html><script>alert("${planted}")</script>`],
      ['zeros', '\0'.repeat(1000)],
    ] as const
  ).map(([name, tail]) =>
    keeps(`PNG, followed by ${name}`, 'image/png', () => join(encodePng(truecolour), bytes(tail)), kept),
  ),
];
