import { expect, setDefaultTimeout, test } from 'bun:test';
import { isReservedHandle } from '@visage/contract/handle';
import { altText } from '@visage/contract/picture';
import { profileFields } from '@visage/contract/profile';
import * as z from 'zod/mini';
import { demoPeople } from './people';
import { pictures } from './people-pictures';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const { lookupByEmail: _, ...shown } = profileFields;
const person = z.strictObject({ ...shown, altText, draw: z.optional(z.unknown()) });

test('there are 24 people, no two of one handle', () => {
  expect(demoPeople).toHaveLength(24);
  expect(new Set(demoPeople.map(({ handle }) => handle)).size).toBe(24);
});

for (const someone of demoPeople) {
  test(`@${someone.handle} is a profile the contract accepts as it stands`, () => {
    expect<unknown>(z.parse(person, someone)).toEqual(someone);
    expect(isReservedHandle(someone.handle)).toBe(false);
  });
}

test('whoever has a picture has words for it, and nobody else', () => {
  for (const { draw, altText: words } of demoPeople) expect(words !== '').toBe(draw !== undefined);
});

test('every picture belongs to somebody', () => {
  const handles = demoPeople.map(({ handle }) => handle);
  expect(Object.keys(pictures).filter((handle) => !handles.includes(handle))).toEqual([]);
});

test('no two people look alike, even small', () => {
  const drawn = demoPeople.flatMap(({ draw }) => (draw ? [draw(32).data.join()] : []));
  expect(new Set(drawn).size).toBe(drawn.length);
  expect(drawn).toHaveLength(21);
});

test('most people are public, two for members, one private', () => {
  const count = (wanted: string) => demoPeople.filter(({ visibility }) => visibility === wanted).length;
  expect([count('public'), count('members'), count('private')]).toEqual([21, 2, 1]);
});

test('a website of an invented person never leads to a real one', () => {
  for (const { website } of demoPeople) {
    if (website !== '') expect(new URL(website).hostname).toMatch(/(^|\.)example\.org$/);
  }
});
