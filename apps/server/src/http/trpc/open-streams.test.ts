import { expect, test } from 'bun:test';
import { createOpenStreams } from './open-streams';

const refusal = (open: () => unknown) => {
  try {
    open();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return null;
};

function streams() {
  const ending = new AbortController();
  return { ending, ...createOpenStreams(ending.signal, { byClient: 2, total: 3 }) };
}

test('a client has so many at once, all together have more, and places are free again', () => {
  const { open } = streams();
  const [one, two, three] = [new AbortController(), new AbortController(), new AbortController()];
  open('a', one.signal);
  open('a', two.signal);
  expect(refusal(() => open('a', three.signal))).toBe('rate_limited');
  open('b', three.signal);
  expect(refusal(() => open('c', new AbortController().signal))).toBe('busy');
  one.abort();
  one.abort();
  expect(open('a', new AbortController().signal).aborted).toBe(false);
  expect(refusal(() => open('c', new AbortController().signal))).toBe('busy');
});

test('one whose client is gone already takes no place', () => {
  const { open } = streams();
  for (let n = 0; n < 10; n += 1) expect(open('a', AbortSignal.abort()).aborted).toBe(true);
  expect(open('a', new AbortController().signal).aborted).toBe(false);
});

test('when Visage stops all end, and no other is let in', () => {
  const { open, ending } = streams();
  const open1 = open('a', new AbortController().signal);
  const open2 = open('b', new AbortController().signal);
  ending.abort();
  expect([open1.aborted, open2.aborted]).toEqual([true, true]);
  expect(refusal(() => open('c', new AbortController().signal))).toBe('busy');
});
