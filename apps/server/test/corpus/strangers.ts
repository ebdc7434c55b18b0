import { gzipSync } from 'node:zlib';
import { bytes, join, uint } from '../../src/imaging/testing/bytes';
import { quarters } from '../../src/imaging/testing/samples';
import { box } from './avif-container';
import { type CorpusFile, planted, refuses } from './entry';

const unsupported = (name: string, make: CorpusFile['make'], declared = 'image/png') =>
  refuses(name, declared, make, 'unsupported_type');
const unknown = (name: string, file: string | Uint8Array, declared = 'image/png') =>
  refuses(name, declared, () => (typeof file === 'string' ? bytes(file) : file), 'undecodable');

const utf16 = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le'));
const swapped = (text: string) => new Uint8Array(Buffer.from(text, 'utf16le').swap16());
const svg = (content = '', attributes = '') =>
  `<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"${attributes}>${content}</svg>`;
const entities = Array.from({ length: 9 }, (_, n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`).join('');
const ftyp = (major: string, ...compatible: string[]) =>
  box('ftyp', bytes(major), uint(0, 4), ...compatible.map(bytes));

/** SVG in its disguises: a program that looks like a picture. */
export const svgs: CorpusFile[] = (
  [
    ['plain', bytes(svg())],
    ['with a script', bytes(svg('<script>alert(1)</script>', ' onload="alert(1)"'))],
    [
      'with an external entity',
      bytes(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]>${svg('<text>&x;</text>')}`),
    ],
    ['with entities that multiply', bytes(`<!DOCTYPE svg [<!ENTITY e0 "ha">${entities}]>${svg('<text>&e9;</text>')}`)],
    [
      'with a foreign object',
      bytes(svg('<foreignObject><body xmlns="http://www.w3.org/1999/xhtml">x</body></foreignObject>')),
    ],
    ['that fetches', bytes(svg('<image href="http://169.254.169.254/latest/meta-data/"/>'))],
    ['in UTF-16', utf16(`\ufeff<?xml version="1.0" encoding="UTF-16"?>${svg()}`)],
    ['in big-endian UTF-16', swapped(`\ufeff${svg()}`)],
    ['behind a byte order mark and space', bytes(`\xef\xbb\xbf \n\t${svg()}`)],
    ['behind a comment and a stylesheet', bytes(`<!-- hello --><?xml-stylesheet href="x"?>${svg()}`)],
    ['with a prefix', bytes('<x:svg xmlns:x="http://www.w3.org/2000/svg"/>')],
    ['cut short', bytes(svg().slice(0, 40))],
  ] as const
).map(([name, file]) => unsupported(`SVG ${name}`, () => file, 'image/svg+xml'));

/** What people have that is known by name, and not taken. */
export const namedStrangers: CorpusFile[] = [
  ...svgs,
  unsupported('SVG that holds a PNG', async () => {
    const png = Buffer.from(await quarters().png().toBuffer()).toString('base64');
    return bytes(svg(`<image href="data:image/png;base64,${png}"/>`));
  }),
  ...['heic', 'heix', 'heim', 'hevc', 'mif1', 'msf1'].map((brand) =>
    unsupported(
      `HEIF of brand ${brand}`,
      () => join(ftyp(brand, 'mif1', 'heic'), box('meta', uint(0, 4))),
      'image/heic',
    ),
  ),
  unsupported('TIFF', () => quarters().tiff().toBuffer(), 'image/tiff'),
  unsupported('big-endian TIFF', () => bytes(`MM\0*\0\0\0\x08${'\0'.repeat(60)}`)),
  unsupported('BigTIFF', () => bytes(`II+\0\x08\0\0\0${'\0'.repeat(60)}`)),
  unsupported(
    'raw photograph in TIFF (DNG, NEF, CR2)',
    () => bytes(`II*\0\x10\0\0\0CR\x02\0${'\0'.repeat(60)}`),
    'image/jpeg',
  ),
  unsupported(
    'BMP',
    () => join(bytes('BM'), uint(70, 4, true), uint(0, 4), uint(54, 4, true), new Uint8Array(60)),
    'image/bmp',
  ),
  unsupported(
    'icon',
    () => join(bytes('\0\0\x01\0\x01\0\x10\x10\0\0\x01\0\x20\0'), new Uint8Array(60)),
    'image/x-icon',
  ),
  unsupported('cursor', () => join(bytes('\0\0\x02\0\x01\0\x10\x10\0\0\x01\0\x20\0'), new Uint8Array(60))),
  unsupported('icon that holds a PNG', async () =>
    join(
      bytes('\0\0\x01\0\x01\0\x40\x30\0\0\x01\0\x20\0'),
      uint(200, 4, true),
      uint(22, 4, true),
      await quarters().png().toBuffer(),
    ),
  ),
];

/** What is no picture that Visage knows, whatever it is said to be. */
export const unknownStrangers: CorpusFile[] = [
  refuses('nothing', 'image/png', () => new Uint8Array(), 'invalid_input'),
  unknown('one byte', '\x89'),
  ...Array.from({ length: 4 }, (_, n) =>
    unknown(`${n + 1} bytes of the magic of JPEG`, '\xff\xd8\xff\xe0'.slice(0, n + 1), 'image/jpeg'),
  ),
  unknown('the magic of PNG alone', '\x89PNG\r\n\x1a\n'),
  unknown('the magic of GIF alone', 'GIF89a', 'image/gif'),
  unknown('the magic of WebP alone', 'RIFF\x04\0\0\0WEBP', 'image/webp'),
  unknown('the magic of AVIF alone', ftyp('avif'), 'image/avif'),
  unknown('a megabyte of zeros', new Uint8Array(1_000_000)),
  unknown(
    'a megabyte of noise',
    Uint8Array.from({ length: 1_000_000 }, (_, at) => Math.imul(at, 2_654_435_761) >>> 24),
  ),
  unknown('text', 'I am not a picture.', 'text/plain'),
  unknown('JSON', '{"data":"iVBORw0KGgo="}', 'application/json'),
  unknown('base64 of a PNG', 'iVBORw0KGgoAAAANSUhEUg=='),
  unknown('a page', `<!DOCTYPE html><html><script>alert("${planted}")</script></html>`, 'text/html'),
  unknown('a page that begins as a GIF', '<!--GIF89a--><html></html>', 'image/gif'),
  unknown('a page that holds an SVG', `<html>${svg()}</html>`),
  unknown('a program', '\x7fELF\x02\x01\x01\0'),
  unknown('a program for Windows', `MZ\x90\0${'\0'.repeat(60)}`),
  unknown('a shell script', '#!/bin/sh\nrm -rf /\n'),
  unknown('PHP', '<?php system($_GET["c"]); ?>'),
  unknown('a PDF', '%PDF-1.7\n%\xe2\xe3\xcf\xd3\n', 'application/pdf'),
  unknown('PostScript', '%!PS-Adobe-3.0 EPSF-3.0\n(/etc/passwd) (r) file', 'application/postscript'),
  unknown('a ZIP', `PK\x03\x04${'\0'.repeat(60)}`, 'application/zip'),
  unknown('gzip', new Uint8Array(gzipSync(Buffer.alloc(1000))), 'application/gzip'),
  unknown('PSD', `8BPS\0\x01${'\0'.repeat(60)}`, 'image/vnd.adobe.photoshop'),
  unknown('JPEG 2000', '\0\0\0\x0cjP  \r\n\x87\n\0\0\0\x14ftypjp2 \0\0\0\0jp2 ', 'image/jp2'),
  unknown('a JPEG 2000 stream', '\xff\x4f\xff\x51\0\x29\0\0\0\0'),
  unknown('JPEG XL', '\0\0\0\x0cJXL \r\n\x87\n\0\0\0\x14ftypjxl \0\0\0\0jxl ', 'image/jxl'),
  unknown('a JPEG XL stream', '\xff\x0a\xfa\x7f\x01\x90\x08\x06', 'image/jxl'),
  unknown('JPEG XR', 'II\xbc\x01\x20\0\0\0'),
  unknown(
    'JPEG-LS',
    '\xff\xd8\xff\xf7\0\x0b\x08\0\x10\0\x10\x01\x01\x11\0\xff\xda\0\x08\x01\x01\0\0\0\0\0\xff\xd9',
    'image/jpeg',
  ),
  unknown('QOI', 'qoif\0\0\0\x01\0\0\0\x01\x04\0\xff\0\0\0\0\0\0\0\x01', 'image/qoi'),
  unknown('TGA', `\0\0\x02${'\0'.repeat(60)}TRUEVISION-XFILE.\0`, 'image/x-tga'),
  unknown('PNM', 'P6\n1 1\n255\n\xff\xff\xff', 'image/x-portable-pixmap'),
  unknown('HDR', '#?RADIANCE\nFORMAT=32-bit_rle_rgbe\n\n-Y 1 +X 1\n\x80\x80\x80\x80'),
  unknown('OpenEXR', `\x76\x2f\x31\x01\x02\0\0\0${'\0'.repeat(60)}`),
  unknown('FITS', `SIMPLE  =                    T${' '.repeat(100)}`),
  unknown('XCF', 'gimp xcf v011\0\0\0\0\x01'),
  unknown('MNG', '\x8aMNG\r\n\x1a\n\0\0\0\x1cMHDR'),
  unknown('FLIF', 'FLIF31\x01\x01'),
  unknown('BPG', 'BPG\xfb\x20\0'),
  unknown('MP4', ftyp('isom', 'isom', 'avc1', 'mp41'), 'video/mp4'),
  unknown('QuickTime', ftyp('qt  ', 'qt  '), 'video/quicktime'),
  unknown('WebM', '\x1a\x45\xdf\xa3\x01\0\0\0\0\0\0\x1f\x42\x82\x84webm', 'video/webm'),
  unknown('a WAV', 'RIFF\x24\0\0\0WAVEfmt ', 'image/webp'),
  unknown('an AVI', 'RIFF\x24\0\0\0AVI LIST', 'image/webp'),
  unknown('MP3', 'ID3\x04\0\0\0\0\0\0', 'audio/mpeg'),
  unknown('a font', `wOF2\0\x01\0\0${'\0'.repeat(60)}`, 'font/woff2'),
  unknown('SQLite', 'SQLite format 3\0'),
  unknown('a crushed PNG of iOS', '\x89PNG\r\n\x1a\n\0\0\0\x04CgBI\x50\0\x20\x02\x2b\xd5\xb3\x7f'),
];
