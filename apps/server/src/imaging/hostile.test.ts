import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { AcceptedMimeType } from '@visage/contract/picture';
import { createImaging } from './imaging';
import { readHeader } from './read-header';
import { deflatedZeros, manyGifFrames, manyScans, manyWebpFrames, textBomb } from './testing/bombs';
import {
  bytes,
  indexOf,
  join,
  overwrite,
  pngChunk,
  riffChunk,
  uint,
  withPngChunks,
  withRiffChunks,
} from './testing/bytes';
import { outcomeOf } from './testing/outcome';
import { acceptedSamples, plain, quarters } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const imaging = createImaging();
const outcome = (file: Uint8Array) => outcomeOf(imaging.normalize(file));
const firstPicture = (file: Uint8Array, mimeType: AcceptedMimeType) => readHeader(file, mimeType).firstPicture();

describe('what would cost the decoder much never reaches it', () => {
  test.each(['zTXt', 'iTXt'] as const)('compressed text in PNG (%s)', async (name) => {
    const png = await quarters().png().toBuffer();
    const bomb = withPngChunks(png, textBomb(name, 64_000_000));
    expect(firstPicture(bomb, 'image/png').byteLength).toBeLessThanOrEqual(png.byteLength);
    expect(await imaging.normalize(bomb)).toEqual(await imaging.normalize(png));
  });

  test('a profile of 64 MB in PNG, which is passed over', async () => {
    const png = await quarters().png().toBuffer();
    const bomb = withPngChunks(png, textBomb('iCCP', 64_000_000));
    expect(await imaging.normalize(bomb)).toEqual(await imaging.normalize(png));
  });

  test('later frames of a GIF', async () => {
    const many = manyGifFrames(200_000);
    expect(firstPicture(many, 'image/gif')).toEqual(manyGifFrames(1));
    expect(await imaging.normalize(many)).toEqual(await imaging.normalize(manyGifFrames(1)));
  });

  test('later frames of a WebP', async () => {
    const animated = await acceptedSamples['animated WebP'][1]();
    const one = firstPicture(animated, 'image/webp');
    const many = manyWebpFrames(animated, 50_000);
    expect(firstPicture(many, 'image/webp')).toEqual(one);
    expect(await imaging.normalize(many)).toEqual(await imaging.normalize(animated));
  });

  test('metadata of a WebP', async () => {
    const webp = await quarters().withIccProfile('p3').webp().toBuffer();
    const stuffed = withRiffChunks(webp, riffChunk('XMP ', new Uint8Array(1_000_000)));
    expect(firstPicture(stuffed, 'image/webp')).toEqual(firstPicture(webp, 'image/webp'));
  });

  test('scans of a JPEG beyond a hundred, which is refused', async () => {
    expect(await outcome(manyScans(64, 100))).toBe('accepted');
    expect(await outcome(manyScans(64, 101))).toBe('undecodable');
    expect(await outcome(manyScans(64, 10_000))).toBe('undecodable');
  });
});

test('an AVIF whose stream is larger than its header says is refused', async () => {
  const avif = await plain('#808080', 1024, 1024).avif({ effort: 0 }).toBuffer();
  const small = join(uint(64, 4), uint(64, 4));
  expect(await outcome(overwrite(avif, indexOf(avif, 'ispe') + 8, small))).toBe('undecodable');
});

test('a PNG whose pixels inflate to more than its size says is cut off there', async () => {
  const png = await plain().png().toBuffer();
  const head = png.subarray(0, 33);
  const bomb = join(head, pngChunk('IDAT', deflatedZeros(64_000_000)), pngChunk('IEND', bytes('')));
  expect(['accepted', 'undecodable']).toContain(await outcome(bomb));
});

describe('ten megabytes of one thing are walked through once', () => {
  // A quadratic walk would not end within the test's time.
  const size = 10_000_000;
  const fill = (head: string, part: string, tail = '') =>
    join(bytes(head), Buffer.alloc(size, bytes(part)), bytes(tail));
  const gif = 'GIF89a\x01\0\x01\0\0\0\0';
  const png = '\x89PNG\r\n\x1a\n\0\0\0\x0dIHDR\0\0\0\x01\0\0\0\x01\x08\0\0\0\0\x3a\x7e\x9b\x55';
  const riff = `RIFF${String.fromCharCode(...uint(size, 4, true))}WEBP`;
  const ftyp = '\0\0\0\x14ftypavif\0\0\0\0avif';
  const sof = '\xff\xc0\0\x0b\x08\0\x01\0\x01\x01\x01\x11\0';
  test.each([
    ['JPEG: fill bytes', fill('\xff\xd8\xff', '\xff')],
    ['JPEG: empty comments', fill('\xff\xd8', '\xff\xfe\0\x02')],
    ['JPEG: empty scans', fill(`\xff\xd8${sof}`, '\xff\xda\0\x02')],
    ['JPEG: stuffed bytes', fill(`\xff\xd8${sof}\xff\xda\0\x02`, '\xff\0')],
    ['JPEG: restarts', fill(`\xff\xd8${sof}\xff\xda\0\x02`, '\xff\xd0', '\xff\xd9')],
    ['JPEG: frame headers', fill('\xff\xd8', sof)],
    ['PNG: empty chunks that are dropped', fill(png, '\0\0\0\0abcd\0\0\0\0')],
    ['PNG: empty data', fill(png, '\0\0\0\0IDAT\0\0\0\0', '\0\0\0\0IEND\xae\x42\x60\x82')],
    [
      'PNG: kept and dropped in turn',
      fill(png, '\0\0\0\0IDAT\0\0\0\0\0\0\0\0abcd\0\0\0\0', '\0\0\0\0IEND\xae\x42\x60\x82'),
    ],
    ['GIF: comments', fill(gif, '\x21\xfe\0', ';')],
    ['GIF: blocks of one byte', fill(`${gif}\x2c\0\0\0\0\x01\0\x01\0\0\x02`, '\x01\x01', '\0;')],
    ['GIF: terminators', fill(gif, '\0', ';')],
    ['WebP: empty chunks', fill(`${riff}VP8X\x0a\0\0\0\0\0\0\0\0\0\0\0\0\0`, 'abcd\0\0\0\0')],
    ['WebP: empty frames', fill(`${riff}VP8X\x0a\0\0\0\x02\0\0\0\0\0\0\0\0\0`, 'ANMF\0\0\0\0')],
    ['AVIF: empty boxes', fill(ftyp, '\0\0\0\x08free')],
    [
      'AVIF: properties without end',
      fill(`${ftyp}\0\x98\x96\x80meta\0\0\0\0\0\x98\x96\x70iprp\0\x98\x96\x60ipco`, '\0\0\0\x08pixi'),
    ],
  ])('%s', async (_, file) => {
    expect(['accepted', 'undecodable']).toContain(await outcome(file));
  });
});
