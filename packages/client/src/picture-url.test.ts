import { expect, test } from 'bun:test';
import { pictureUrl } from './picture-url';

const baseUrl = 'https://pictures.example.org';

test('people are named by id, handle or what another site calls them', () => {
  expect(pictureUrl('u1', { baseUrl: `${baseUrl}/` })).toBe(`${baseUrl}/profile/u1/picture`);
  expect(pictureUrl('@ada', { size: 48 })).toBe('/profile/@ada/picture?size=48&format=webp');
  expect(pictureUrl('ext:member/4 2')).toBe('/profile/ext:member%2F4%202/picture');
  expect(pictureUrl({ handle: 'ada' }, { version: 'abc', fallback: '404' })).toBe(
    '/profile/@ada/picture?fallback=404&v=abc',
  );
});
