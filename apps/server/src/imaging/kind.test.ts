import { describe, expect, setDefaultTimeout, test } from 'bun:test';
import { kindOf } from './kind';
import { bytes, join, uint } from './testing/bytes';
import { acceptedSamples, plain } from './testing/samples';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const ftyp = (major: string, ...compatible: string[]) => {
  const brands = bytes(`ftyp${major}\0\0\0\0${compatible.join('')}`);
  return join(uint(brands.byteLength + 4, 4), brands, new Uint8Array(40));
};
const svg = '<svg xmlns="http://www.w3.org/2000/svg"/>';
const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());

describe('the kind of a file comes from its bytes', () => {
  for (const [name, [mimeType, make]] of Object.entries(acceptedSamples))
    test(`${name} is ${mimeType}`, async () => {
      expect(kindOf(await make())).toEqual({ accepted: true, mimeType });
    });

  test.each([
    ['major brand avif', ftyp('avif')],
    ['major brand avis', ftyp('avis', 'msf1')],
    ['compatible brand avif', ftyp('mif1', 'miaf', 'avif')],
    ['avif beside heic', ftyp('heic', 'avif')],
  ])('%s is AVIF', (_, file) => {
    expect(kindOf(file)).toEqual({ accepted: true, mimeType: 'image/avif' });
  });

  test.each([
    ['svg', 'an SVG', bytes(svg)],
    ['svg', 'an SVG with an empty root', bytes('<svg>')],
    ['svg', 'an SVG with a namespace prefix', bytes('<s:svg xmlns:s="http://www.w3.org/2000/svg"/>')],
    ['svg', 'an SVG in capitals', bytes('<SVG/>')],
    ['svg', 'an SVG after a byte order mark', bytes(`\xef\xbb\xbf${svg}`)],
    ['svg', 'an SVG after white space', bytes(` \t\r\n ${svg}`)],
    ['svg', 'an SVG after an XML declaration', bytes(`<?xml version="1.0"?>\n${svg}`)],
    ['svg', 'an SVG after comments', bytes(`<!-- <html> --><!---->\n${svg}`)],
    ['svg', 'an SVG after a long comment', bytes(`<!--${' '.repeat(20_000)}-->${svg}`)],
    ['svg', 'an SVG after a document type', bytes(`<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "x">${svg}`)],
    ['svg', 'an SVG after a document type with entities', bytes(`<!DOCTYPE x [ <!ENTITY a "b"> ]>${svg}`)],
    ['svg', 'a UTF-16 SVG with a byte order mark', utf16(`\ufeff${svg}`)],
    ['svg', 'a big-endian UTF-16 SVG with a byte order mark', swapped(`\ufeff<?xml version="1.0"?>${svg}`)],
    ['svg', 'a UTF-16 SVG without a byte order mark', utf16(svg)],
    ['svg', 'a big-endian UTF-16 SVG without a byte order mark', swapped(svg)],
    ['heic', 'HEIC', ftyp('heic', 'mif1')],
    ['heic', 'HEIX', ftyp('heix')],
    ['heic', 'an HEVC sequence', ftyp('hevc', 'msf1')],
    ['heic', 'HEIF of an unnamed codec', ftyp('mif1', 'miaf')],
    ['tiff', 'little-endian TIFF', bytes('II*\0\x08\0\0\0')],
    ['tiff', 'big-endian TIFF', bytes('MM\0*\0\0\0\x08')],
    ['tiff', 'little-endian BigTIFF', bytes('II+\0\x08\0\0\0')],
    ['tiff', 'big-endian BigTIFF', bytes('MM\0+\0\x08\0\0')],
    ['bmp', 'BMP', bytes('BM\x46\0\0\0\0\0\0\0\x36\0\0\0')],
    ['ico', 'an icon', bytes('\0\0\x01\0\x01\0\x10\x10')],
    ['ico', 'a cursor', bytes('\0\0\x02\0\x01\0\x10\x10')],
  ] as const)('%s: %s is known and not supported', (name, _, file) => {
    expect(kindOf(file)).toEqual({ accepted: false, name });
  });

  test('a TIFF that sharp writes is known and not supported', async () => {
    expect(kindOf(await plain().tiff().toBuffer())).toEqual({ accepted: false, name: 'tiff' });
  });

  test.each([
    ['nothing', ''],
    ['one byte', '\xff'],
    ['text', 'Hello'],
    ['text that begins with BM', 'BMore text than a header has'],
    ['HTML that holds an SVG', `<!DOCTYPE html><html>${svg}</html>`],
    ['a tag that only begins like svg', '<svgish/>'],
    ['a comment that never ends', '<!-- <svg>'],
    ['an MP4', '\0\0\0\x14ftypisom\0\0\0\0isom'],
    ['a PDF', '%PDF-1.7'],
    ['JPEG XL', '\xff\x0a\xfa\x7f'],
    ['a WAV in RIFF', 'RIFF\x24\0\0\0WAVEfmt '],
    ['a ZIP', 'PK\x03\x04'],
  ])('%s is no kind of picture', (_, text) => {
    expect(kindOf(bytes(text))).toBeUndefined();
  });
});

describe('a hostile file cannot make telling its kind slow', () => {
  // None of these would end within the test's time if a step were quadratic in ten million bytes.
  test.each([
    ['comments', '<!---->'],
    ['document types', '<!a>'],
    ['declarations', '<??>'],
    ['spaces', ' '],
    ['open brackets', '<'],
  ])('%s', (_, text) => {
    expect(kindOf(new Uint8Array(Buffer.alloc(10_000_000, text)))).toBeUndefined();
  });

  test('an ftyp box of ten megabytes', () => {
    const file = new Uint8Array(Buffer.alloc(10_000_000, 'abcd'));
    file.set(join(uint(10_000_000, 4), bytes('ftyp')));
    expect(kindOf(file)).toBeUndefined();
  });
});
