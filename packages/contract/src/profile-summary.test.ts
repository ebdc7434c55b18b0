import { expect, test } from 'bun:test';
import { profileSummary } from './profile-summary';

const ada = { displayName: 'Ada', handle: 'ada-l', bio: '' };

test('a summary is the bio on one line, or who it is where there is none', () => {
  expect(profileSummary(ada)).toBe('Ada (@ada-l) on Visage.');
  expect(profileSummary({ ...ada, bio: ' \n ' })).toBe('Ada (@ada-l) on Visage.');
  expect(profileSummary({ ...ada, bio: 'One\n\ntwo  three' })).toBe('One two three');
});

test('a long bio is cut between characters, at 200 of them', () => {
  expect(profileSummary({ ...ada, bio: '🎩'.repeat(200) })).toBe('🎩'.repeat(200));
  expect(profileSummary({ ...ada, bio: '🎩'.repeat(201) })).toBe(`${'🎩'.repeat(199)}…`);
});
