import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { createImaging } from './imaging';
import {
  bytes,
  contains,
  insert,
  join,
  jpegSegment,
  pngChunk,
  riffChunk,
  withPngChunks,
  withRiffChunks,
} from './testing/bytes';
import { plain, quarters } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const imaging = createImaging();
const secret = 'SECRET-7f3a';
const exif = {
  IFD0: { Copyright: secret, Artist: secret },
  IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '51/1 30/1 0/1', GPSLongitudeRef: 'E', GPSLongitude: '0/1 7/1 0/1' },
};
const xmp = `<?xpacket begin="" id="W5M0MpCehiHzreSzNTczkc9d"?><x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`;
const photoshop = join(
  bytes('Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0'),
  bytes('\x10\x1c\x02\x78\0\x0b'),
  bytes(secret),
);

async function expectClean(file: Uint8Array): Promise<void> {
  const { data } = await imaging.normalize(file);
  for (const trace of [
    secret,
    'Exif',
    'GPS',
    'xmpmeta',
    'http://ns.adobe.com',
    'Photoshop',
    'ICC_PROFILE',
    'iCCP',
    'tEXt',
  ])
    expect({ trace, found: contains(data, trace) }).toEqual({ trace, found: false });
  const { exif, icc, iptc, xmp, comments, orientation } = await sharp(data).metadata();
  expect([exif, icc, iptc, xmp, comments, orientation].every((part) => part === undefined)).toBe(true);
}

describe('nothing but the picture is kept', () => {
  test.each(['jpeg', 'png', 'webp', 'avif'] as const)('of EXIF with GPS, XMP and profile in %s', async (format) => {
    const file = await quarters().withExif(exif).withXmp(xmp).withIccProfile('p3')[format]().toBuffer();
    expect(contains(file, secret)).toBe(true);
    await expectClean(file);
  });

  test('of comments, IPTC and a second EXIF in JPEG', async () => {
    const jpeg = await quarters().withExif(exif).jpeg().toBuffer();
    const extra = [jpegSegment(0xfe, bytes(secret)), jpegSegment(0xed, photoshop)];
    await expectClean(insert(jpeg, 2, ...extra, jpegSegment(0xe1, bytes(`Exif\0\0${secret}`))));
  });

  test('of text in PNG', async () => {
    const png = await quarters().png().toBuffer();
    const packed = deflateSync(bytes(secret));
    const chunks = [
      pngChunk('tEXt', bytes(`Comment\0${secret}`)),
      pngChunk('zTXt', join(bytes('Comment\0\0'), packed)),
      pngChunk('iTXt', bytes(`XML:com.adobe.xmp\0\0\0\0\0${xmp}`)),
      pngChunk('prVt', bytes(secret)),
    ];
    await expectClean(withPngChunks(png, ...chunks));
  });

  test('of unknown chunks in WebP', async () => {
    const webp = await quarters().withExif(exif).webp().toBuffer();
    await expectClean(withRiffChunks(webp, riffChunk('XMP ', bytes(xmp)), riffChunk('abcd', bytes(secret))));
  });

  test('of comments in GIF', async () => {
    const gif = await plain().gif().toBuffer();
    const comment = join(bytes(`\x21\xfe${String.fromCharCode(secret.length)}${secret}`), Uint8Array.of(0));
    const behindHeader = 13 + 3 * 2 ** (((gif[10] ?? 0) & 7) + 1);
    await expectClean(insert(gif, behindHeader, comment));
  });
});

describe.each(['jpeg', 'png', 'webp', 'gif', 'avif'] as const)('what follows the picture in %s is gone', (format) => {
  test.each([
    ['a ZIP', `PK\x03\x04\x14\0\0\0${secret}PK\x05\x06\0\0\0\0`],
    ['PHP', `<?php echo "${secret}";`],
    ['HTML', `<script>alert("${secret}")</script>`],
    ['a second picture', `\xff\xd8\xff\xe1\0\x10Exif\0\0${secret}`],
    ['zeros', '\0'.repeat(64)],
    ['one byte', '\x01'],
  ])('%s', async (_, tail) => {
    const file = await quarters()[format]().toBuffer();
    const clean = await imaging.normalize(file);
    expect(await imaging.normalize(join(file, bytes(tail)))).toEqual(clean);
  });
});
