import { expect, test } from 'bun:test';
import { declaredTypeAgrees } from './declared-type';

test.each(['image/jpeg', 'image/jpg', 'IMAGE/JPEG', ' image/jpeg ', 'image/jpeg; charset=binary', 'image/JPG;q=1;'])(
  '%p agrees with a JPEG',
  (declared) => {
    expect(declaredTypeAgrees(declared, 'image/jpeg')).toBe(true);
  },
);

test.each([
  '',
  ';',
  'jpeg',
  'image/png',
  'image/*',
  'application/octet-stream',
  'image/jpeg/x',
  '\0',
  'image/jpeg,image/png',
])('%p does not agree with a JPEG', (declared) => {
  expect(declaredTypeAgrees(declared, 'image/jpeg')).toBe(false);
});

test('image/jpg agrees with nothing but a JPEG', () => {
  expect(declaredTypeAgrees('image/jpg', 'image/png')).toBe(false);
});
