import { expect, test } from 'bun:test';
import { fromAddress } from './base';
import { sourcesOf } from './sources';

const baseUrl = 'https://pictures.example.org';

test('an element asks for the steps that fill it on each kind of screen, each with its format named', () => {
  const { src, srcset } = sourcesOf({ base: baseUrl, user: '@ada', size: 48, version: 'v1' });
  expect(src).toBe(`${baseUrl}/profile/@ada/picture?size=64&format=webp&fallback=initials&v=v1`);
  expect(srcset.match(/size=(\d+)&format=webp[^ ]* (\d)x/g)?.map((each) => each.replace(/&.* /, ' '))).toEqual([
    'size=64 1x',
    'size=128 2x',
    'size=256 3x',
  ]);
});

test('who has lost their picture gets an address that the document has not shown', () => {
  expect(sourcesOf({ base: '', user: 'u1', size: 32, version: null, fresh: 5 }).src).toEndWith(
    'fallback=initials&at=5',
  );
});

test('a copy of the file asks whom its address names, a part of a bundle its own site', () => {
  expect(fromAddress(`https://example.com/x/element.js?base=${baseUrl}/`)).toBe(baseUrl);
  expect(fromAddress('https://example.com/assets/main-x1.js')).toBe('');
  expect(fromAddress(undefined)).toBe('');
});
