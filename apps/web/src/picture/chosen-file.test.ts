import { expect, test } from 'bun:test';
import { defaultMaxUploadBytes } from '@visage/contract/limits';
import { doubtAbout, mimeTypeOf, sizeInWords } from './chosen-file';

test('every accepted kind passes, also under the names browsers give it', () => {
  for (const type of ['image/jpeg', 'image/jpg', 'image/png', 'image/webp', 'image/gif', 'image/avif']) {
    expect(doubtAbout({ type, name: 'me', size: 1 })).toBeNull();
  }
});

test('kinds that are never accepted are known by type or by name', () => {
  expect(doubtAbout({ type: 'image/svg+xml', name: 'me.svg', size: 1 })).toBe('unsupported_type');
  expect(doubtAbout({ type: '', name: 'scan.TIFF', size: 1 })).toBe('unsupported_type');
});

test('HEIC is no lost cause: some browsers can open it', () => {
  expect(doubtAbout({ type: 'image/heic', name: 'IMG_1.HEIC', size: 1 })).toBeNull();
  expect(doubtAbout({ type: '', name: 'IMG_1.HEIC', size: 1 })).toBeNull();
});

test('a file of no known type and name is left to the server', () => {
  expect(doubtAbout({ type: '', name: 'photo', size: 1 })).toBeNull();
});

test('a large file is doubted', () => {
  expect(doubtAbout({ type: 'image/png', name: 'me.png', size: defaultMaxUploadBytes + 1 })).toBe('too_many_bytes');
});

test('a missing type comes from the name', () => {
  expect(mimeTypeOf({ type: '', name: 'me.PNG' })).toBe('image/png');
});

test('sizes share a unit', () => {
  expect(`${sizeInWords(1_200_000, 3_400_000)} of ${sizeInWords(3_400_000)}`).toBe('1.2 of 3.4 MB');
  expect(`${sizeInWords(12_000, 96_000)} of ${sizeInWords(96_000)}`).toBe('12 of 96 kB');
});
