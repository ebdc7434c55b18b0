import { bytes, insert, join, jpegSegment, overwrite, uint } from '../../src/imaging/testing/bytes';
import { quarters } from '../../src/imaging/testing/samples';
import { type CorpusFile, keeps, planted, refuses, upright } from './entry';
import { encodeGif, gifExtension } from './gif-encoder';

const zip = bytes(`PK\x03\x04\x14\0\0\0\0\0${planted}PK\x05\x06${'\0'.repeat(18)}`);
const jpeg = () => quarters().jpeg().toBuffer();
const png = () => quarters().png().toBuffer();
const kept = (mimeType: 'image/jpeg' | 'image/png') => ({
  mimeType,
  width: 64,
  height: 48,
  look: upright,
  tolerance: 16,
});

/** Files that are two things at once: what is a picture comes out as one and nothing else; what is not is refused. */
export const polyglots: CorpusFile[] = [
  keeps(
    'GIF that is JavaScript',
    'image/gif',
    () => {
      // Its width, "/*", opens a comment that an extension closes.
      const width = 0x2a2f;
      const script = gifExtension(0xfe, bytes(`*/=1;alert("${planted}");//`));
      const frame = { width, height: 12, pixel: () => 1 };
      return encodeGif({
        width,
        height: 12,
        palette: new Uint8Array(12).fill(0x66),
        frames: [frame],
        before: [script],
      });
    },
    { mimeType: 'image/png', width: 2048, height: 2, look: ['#666666', '#666666', '#666666', '#666666'] },
  ),
  keeps(
    'JPEG that is JavaScript',
    'image/jpeg',
    async () => {
      const open = join(Uint8Array.of(0xff, 0xe0, 0x2f, 0x2a), new Uint8Array(0x2f2a - 2));
      return insert(await jpeg(), 2, open, jpegSegment(0xfe, bytes(`*/=alert("${planted}");/*`)));
    },
    kept('image/jpeg'),
  ),
  keeps(
    'JPEG that is PHP',
    'image/jpeg',
    async () => insert(await jpeg(), 2, jpegSegment(0xfe, bytes('<?php system($_GET[0]); __halt_compiler(); ?>'))),
    kept('image/jpeg'),
  ),
  keeps('JPEG that is a ZIP', 'image/jpeg', async () => join(await jpeg(), zip), kept('image/jpeg')),
  keeps(
    'JPEG that is a PDF',
    'image/jpeg',
    async () =>
      insert(await jpeg(), 2, jpegSegment(0xfe, bytes(`\n%PDF-1.4\n1 0 obj <</Type /Catalog>> % ${planted}`))),
    kept('image/jpeg'),
  ),
  keeps('PNG that is a ZIP', 'image/png', async () => join(await png(), zip), kept('image/png')),
  keeps(
    'PNG that is a page',
    'image/png',
    async () => join(await png(), bytes('<html><script src="//evil.example"></script></html>')),
    kept('image/png'),
  ),
  keeps(
    'JPEG that is a JPEG behind its end',
    'image/jpeg',
    async () => join(await jpeg(), await quarters().negate().jpeg().toBuffer()),
    kept('image/jpeg'),
  ),
  refuses('JPEG behind a PDF’s head', 'image/jpeg', async () => join(bytes('%PDF-1.4\n'), await jpeg()), 'undecodable'),
  refuses('PNG behind a ZIP', 'image/png', async () => join(zip, await png()), 'undecodable'),
  refuses('JPEG behind a line feed', 'image/jpeg', async () => join(bytes('\n'), await jpeg()), 'undecodable'),
  refuses(
    'GIF behind a byte order mark',
    'image/gif',
    async () => join(bytes('\xef\xbb\xbf'), await quarters().gif().toBuffer()),
    'undecodable',
  ),
  refuses(
    'page that begins as a PNG',
    'image/png',
    () => bytes('\x89PNG\r\n\x1a\n<html><script>alert(1)</script>'),
    'undecodable',
  ),
  refuses(
    'page that begins as a JPEG',
    'image/jpeg',
    () => bytes('\xff\xd8\xff<html><script>alert(1)</script>'),
    'undecodable',
  ),
  refuses(
    'page that begins as a GIF',
    'image/gif',
    () => bytes('GIF89a<html><script>alert(1)</script>'),
    'undecodable',
  ),
  refuses(
    'SVG that begins as a GIF',
    'image/gif',
    () => bytes('GIF89a<svg xmlns="http://www.w3.org/2000/svg"/>'),
    'undecodable',
  ),
  refuses(
    'BMP that is JavaScript',
    'image/bmp',
    () => join(bytes('BM/*\0\0\0\0\0\0'), new Uint8Array(60), bytes('*/=1;alert(1)')),
    'unsupported_type',
  ),
  refuses(
    'WebP whose RIFF is AVI',
    'image/webp',
    async () => overwrite(await quarters().webp().toBuffer(), 8, bytes('AVI ')),
    'undecodable',
  ),
  refuses(
    'HEIC that also says AVIF, and holds neither',
    'image/avif',
    () => join(uint(24, 4), bytes('ftypheic\0\0\0\0avifheic')),
    'undecodable',
  ),
];
