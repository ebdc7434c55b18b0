import { expect, test } from 'bun:test';
import { sourceOfInitials, sourceOfPicture, stepFor } from './sources';

test('a place gets the smallest step that fills it, and never more than there is', () => {
  expect([36, 64, 112, 192].map((side) => stepFor(side, 1))).toEqual([64, 64, 128, 256]);
  expect([36, 64, 112, 192].map((side) => stepFor(side, 3))).toEqual([128, 256, 512, 1024]);
  expect(stepFor(500, 3)).toBe(1024);
});

test('every address of a picture names its size, its format and its version', () => {
  expect(sourceOfPicture('u1', 'abc', 64)).toEqual({
    src: '/profile/u1/picture?size=64&format=webp&v=abc',
    srcset: [
      '/profile/u1/picture?size=64&format=webp&v=abc 1x',
      '/profile/u1/picture?size=128&format=webp&v=abc 2x',
      '/profile/u1/picture?size=256&format=webp&v=abc 3x',
    ].join(', '),
  });
});

test('initials have a new address after every change of the profile', () => {
  expect(sourceOfInitials('u1', 4, 36).src).toBe(
    '/profile/u1/picture?size=64&format=webp&fallback=initials&revision=4',
  );
});
