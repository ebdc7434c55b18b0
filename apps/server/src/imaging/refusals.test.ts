import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { Refusal } from '@visage/contract/errors';
import { createImaging } from './imaging';
import {
  bytes,
  indexOf,
  insert,
  join,
  jpegSegment,
  overwrite,
  pngChunk,
  pngOfSize,
  uint,
  withPngChunks,
} from './testing/bytes';
import { outcomeOf } from './testing/outcome';
import { acceptedSamples, plain, quarters, texture } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const imaging = createImaging();
const outcome = (file: Uint8Array, declared?: string) => outcomeOf(imaging.normalize(file, declared));

describe('what is not supported is refused by its bytes, whatever it is called', () => {
  test.each([
    ['SVG', bytes('<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>')],
    ['HEIC', bytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic')],
    ['BMP', bytes('BM\x46\0\0\0\0\0\0\0\x36\0\0\0')],
    ['ICO', bytes('\0\0\x01\0\x01\0')],
    ['TIFF', bytes('II*\0\x08\0\0\0')],
  ])('%s', async (_, file) => {
    expect(await outcome(file, 'image/png')).toBe('unsupported_type');
  });
});

test.each([
  ['nothing', ''],
  ['text', 'Hello'],
  ['a bare JPEG signature', '\xff\xd8\xff'],
  ['a bare PNG signature', '\x89PNG\r\n\x1a\n'],
  ['a bare GIF signature', 'GIF89a'],
  ['a bare WebP signature', 'RIFF\x04\0\0\0WEBP'],
  ['a bare AVIF brand', '\0\0\0\x14ftypavif\0\0\0\0avif'],
])('%s is undecodable', async (_, text) => {
  expect(await outcome(bytes(text))).toBe('undecodable');
});

describe('the declared type', () => {
  for (const [name, [mimeType, make]] of Object.entries(acceptedSamples))
    test(`${name} may not be called anything else`, async () => {
      const other = mimeType === 'image/png' ? 'image/jpeg' : 'image/png';
      expect(await outcome(await make(), other)).toBe('mime_mismatch');
      expect(await outcome(await make(), `${mimeType.toUpperCase()}; q=1`)).toBe('accepted');
    });

  test('image/jpg means image/jpeg', async () => {
    expect(await outcome(await plain().jpeg().toBuffer(), 'image/jpg')).toBe('accepted');
  });

  test('is compared before pixels are counted, and pixels are counted before the rest is read', async () => {
    const huge = pngOfSize(await plain().png().toBuffer(), 100_000, 100_000).subarray(0, 40);
    expect(await outcome(huge, 'image/jpeg')).toBe('mime_mismatch');
    expect(await outcome(huge, 'image/png')).toBe('too_many_pixels');
  });
});

describe('more pixels than allowed are refused by the header alone', () => {
  const claims: Record<string, () => Promise<Uint8Array>> = {
    'PNG of 50,000,001': async () => pngOfSize(await plain().png().toBuffer(), 50_000_001, 1),
    'PNG of 2³¹−1 squared': async () => pngOfSize(await plain().png().toBuffer(), 0x7fffffff, 0x7fffffff),
    'PNG of 2³²−1 squared': async () => pngOfSize(await plain().png().toBuffer(), 0xffffffff, 0xffffffff),
    'JPEG of 65,535 squared': async () => {
      const jpeg = await plain().jpeg().toBuffer();
      return overwrite(jpeg, indexOf(jpeg, '\xff\xc0') + 5, bytes('\xff\xff\xff\xff'));
    },
    'lossy WebP of 16,383 squared': async () =>
      overwrite(await plain().webp().toBuffer(), 26, bytes('\xff\x3f\xff\x3f')),
    'lossless WebP of 16,384 squared': async () =>
      overwrite(await plain().webp({ lossless: true }).toBuffer(), 21, bytes('\xff\xff\xff\x0f')),
    'WebP canvas of 2²⁴ squared': async () => {
      const webp = await plain().withIccProfile('p3').webp().toBuffer();
      return overwrite(webp, indexOf(webp, 'VP8X') + 12, bytes('\xff\xff\xff\xff\xff\xff'));
    },
    'GIF screen of 65,535 squared': async () => overwrite(await plain().gif().toBuffer(), 6, bytes('\xff\xff\xff\xff')),
    'GIF frame of 65,535 squared': async () => {
      const gif = await plain().gif().toBuffer();
      return overwrite(gif, indexOf(gif, '\x2c\0\0\0\0\x10\0\x10\0') + 5, bytes('\xff\xff\xff\xff'));
    },
    'AVIF of 100,000 squared': async () => {
      const avif = await plain().avif().toBuffer();
      return overwrite(avif, indexOf(avif, 'ispe') + 8, join(uint(100_000, 4), uint(100_000, 4)));
    },
  };
  for (const [name, make] of Object.entries(claims))
    test(name, async () => {
      expect(await outcome(await make())).toBe('too_many_pixels');
    });

  test('the bound itself is allowed', async () => {
    const file = await plain('#808080', 100, 50).png().toBuffer();
    expect(await outcomeOf(createImaging({ maxPixels: 5000 }).normalize(file))).toBe('accepted');
    expect(await outcomeOf(createImaging({ maxPixels: 4999 }).normalize(file))).toBe('too_many_pixels');
  });

  test('fifty million pixels that are not there are undecodable', async () => {
    expect(await outcome(pngOfSize(await plain().png().toBuffer(), 7000, 7000))).toBe('undecodable');
  });
});

describe('a file cut short anywhere is refused', () => {
  for (const [name, [, make]] of Object.entries(acceptedSamples))
    test(name, async () => {
      const file = await make();
      const step = Math.max(1, Math.floor(file.byteLength / 40));
      const lengths = [1, 2, 3, 4, 8, 12, 13].map((missing) => file.byteLength - missing);
      for (let length = 0; length < file.byteLength; length += step) lengths.push(length);
      for (const length of lengths)
        expect({ length, outcome: await outcome(file.subarray(0, length)) }).toEqual({
          length,
          outcome: 'undecodable',
        });
    });
});

// Lossy WebP, GIF and most damage to JPEG read as another picture: nothing in those formats tells.
test.each([
  ['png', 0x00],
  ['avif', 0x00],
  ['jpeg', 0xff],
] as const)('a %s file overwritten in the middle is refused', async (format, value) => {
  const file = await texture()[format]().toBuffer();
  expect(await outcome(file)).toBe('accepted');
  const middle = file.byteLength >> 1;
  expect(await outcome(overwrite(file, middle, new Uint8Array(64).fill(value)))).toBe('undecodable');
});

describe('ordinary files that are a little odd are accepted', () => {
  const odd: Record<string, () => Promise<Uint8Array>> = {
    'JPEG padded with zeros before its end': async () => {
      const jpeg = await texture().jpeg().toBuffer();
      return insert(jpeg, jpeg.byteLength - 2, new Uint8Array(100));
    },
    'JPEG with fill bytes before a marker': async () =>
      insert(await quarters().jpeg().toBuffer(), 2, bytes('\xff\xff')),
    'JPEG with EXIF that points nowhere': async () =>
      insert(await quarters().jpeg().toBuffer(), 2, jpegSegment(0xe1, bytes('Exif\0\0MM\0*\xff\xff\xff\xff\xff\xff'))),
    'JPEG with half a profile': async () =>
      insert(await quarters().jpeg().toBuffer(), 2, jpegSegment(0xe2, bytes('ICC_PROFILE\0\x01\x02half'))),
    'JPEG with an empty comment': async () =>
      insert(await quarters().jpeg().toBuffer(), 2, jpegSegment(0xfe, bytes(''))),
    'PNG with a profile that does not inflate': async () =>
      withPngChunks(await quarters().png().toBuffer(), pngChunk('iCCP', bytes('name\0\0not zlib'))),
    'PNG with a text chunk of a wrong checksum': async () =>
      withPngChunks(await quarters().png().toBuffer(), bytes('\0\0\0\x03tEXta\0b\0\0\0\0')),
    'GIF with a block terminator too many': async () => {
      const gif = await quarters().gif().toBuffer();
      return insert(gif, gif.byteLength - 1, bytes('\0'));
    },
  };
  for (const [name, make] of Object.entries(odd))
    test(name, async () => {
      expect(await outcome(await make())).toBe('accepted');
    });
});

test('what is said of a refusal in public is a sentence without a word of the library', async () => {
  const damaged = (await texture().png().toBuffer()).fill(0, 100, 200);
  const refusal = await imaging.normalize(damaged).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  if (!(refusal instanceof Refusal)) return;
  expect(refusal.message).toBe('The file is damaged, or it is not a picture.');
  expect(String(refusal.cause)).toContain('png');
});
