import { expect, test } from 'bun:test';
import { isAnimated, isHeic } from './file-content';

const bytes = (text: string) => new Blob([Uint8Array.from(text, (character) => character.charCodeAt(0))]);
const frame = '\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0';

test('HEIC is known by its bytes, whatever the file is called, and AVIF is not taken for it', async () => {
  expect(await isHeic(bytes('\0\0\0\x18ftypheic\0\0\0\0mif1heic'))).toBe(true);
  expect(await isHeic(bytes('\0\0\0\x18ftypmif1\0\0\0\0mif1heic'))).toBe(true);
  expect(await isHeic(bytes('\0\0\0\x18ftypmif1\0\0\0\0mif1avif'))).toBe(false);
  expect(await isHeic(bytes('\0\0\0\x18ftypavif\0\0\0\0mif1'))).toBe(false);
  expect(await isHeic(bytes('\xff\xd8\xff\xe0'))).toBe(false);
});

test('an animation is told from a picture', async () => {
  expect(await isAnimated(bytes(`GIF89a......${frame}${frame}`))).toBe(true);
  expect(await isAnimated(bytes(`GIF89a......${frame}`))).toBe(false);
  expect(await isAnimated(bytes('GIF87a......'))).toBe(false);
  expect(await isAnimated(bytes('RIFF\0\0\0\0WEBPVP8X........ANIM'))).toBe(true);
  expect(await isAnimated(bytes('RIFF\0\0\0\0WEBPVP8 ........'))).toBe(false);
  expect(await isAnimated(bytes('\x89PNG\r\n\x1a\n....IHDR....acTL'))).toBe(true);
  expect(await isAnimated(bytes('\xff\xd8\xff\xe0'))).toBe(false);
});
