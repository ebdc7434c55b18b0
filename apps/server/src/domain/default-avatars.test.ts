import { expect, test } from 'bun:test';
import { createDefaultAvatars } from './default-avatars';

const sitter = (seed: string) => ({ seed, name: seed });
const yes = () => true;
const no = () => false;

/** Drawings of 1,000 bytes, which are counted. */
function createStudio(capacity: number) {
  let drawn = 0;
  const avatars = createDefaultAvatars({
    imaging: {
      draw: async (source: () => unknown) => {
        drawn += 1;
        return new TextEncoder().encode(JSON.stringify(source()).padEnd(1000));
      },
    },
    draw: { generated: (avatar, seed) => `${avatar} ${seed}`, initials: ({ name }) => name },
    placeholder: new Uint8Array(1),
    capacity,
  });
  return { avatars, drawn: () => drawn };
}

test('a drawing is made once, however many ask, and kept', async () => {
  const { avatars, drawn } = createStudio(100_000);
  const ask = () => avatars.find('retro', 80, sitter('a'), yes);
  const answers = await Promise.all([ask(), ask(), ask()]);
  expect(new Set([...answers, await ask()].map(({ data }) => data)).size).toBe(1);
  expect(drawn()).toBe(1);
});

test('one whose bytes were let go of is drawn again only for who is sent them', async () => {
  // Room for two with their bytes, and for many without.
  const { avatars, drawn } = createStudio(4000);
  const first = await avatars.find('retro', 80, sitter('a'), yes);
  for (const seed of ['b', 'c']) await avatars.find('retro', 80, sitter(seed), yes);
  expect(drawn()).toBe(3);
  const { digest, byteSize } = first;
  const seen: string[] = [];
  const unsent = await avatars.find('retro', 80, sitter('a'), (each) => {
    seen.push(each);
    return false;
  });
  expect(unsent).toEqual({ digest, byteSize, data: null });
  expect(seen).toEqual([digest]);
  expect(drawn()).toBe(3);
  expect(await avatars.find('retro', 80, sitter('a'), yes)).toEqual(first);
  expect(drawn()).toBe(4);
});

test('without memory each is drawn, whoever asks', async () => {
  const { avatars, drawn } = createStudio(0);
  for (const isWanted of [yes, no])
    expect((await avatars.find('retro', 80, sitter('a'), isWanted)).byteSize).toBe(1000);
  expect(drawn()).toBe(2);
});
