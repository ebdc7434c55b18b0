import { expect, test } from 'bun:test';
import { changesFrom, type Edited, mergeChanges } from './merge-changes';

const base: Edited = {
  displayName: 'Ada',
  handle: 'ada',
  pronouns: '',
  location: 'London',
  website: '',
  bio: 'Likes engines.',
  visibility: 'public',
};

test('edits of different fields are both kept', () => {
  const { merged, overlap } = mergeChanges(base, { ...base, bio: 'Mine' }, { ...base, location: 'Paris' });
  expect(overlap).toEqual([]);
  expect(merged).toEqual({ ...base, bio: 'Mine', location: 'Paris' });
});

test('a field changed differently on both sides is an overlap, in the order of the form', () => {
  const mine: Edited = { ...base, visibility: 'private', displayName: 'Ada L.' };
  const { overlap } = mergeChanges(base, mine, { ...base, visibility: 'members', displayName: 'Countess' });
  expect(overlap).toEqual(['displayName', 'visibility']);
});

test('the same change on both sides is none', () => {
  const both = { ...base, bio: 'Same' };
  expect(mergeChanges(base, both, both)).toEqual({ merged: both, overlap: [] });
});

test('a field put back by one side follows the other', () => {
  expect(mergeChanges(base, base, { ...base, bio: 'Theirs' }).merged.bio).toBe('Theirs');
});

test('only what differs is sent', () => {
  expect(changesFrom(base, { ...base, handle: 'ada_l' })).toEqual({ handle: 'ada_l' });
});
