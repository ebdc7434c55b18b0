import { expect, test } from 'bun:test';
import { readTogether } from './read-together';

function counted() {
  const reads: (readonly string[])[] = [];
  const read = readTogether(async (ids) => {
    reads.push(ids);
    return new Map(ids.map((id) => [id, id.toUpperCase()]));
  });
  return { reads, read };
}

test('what is asked for at once is read once, and each is answered', async () => {
  const { reads, read } = counted();
  const answers = await Promise.all([read(['a', 'b']), read(['b', 'c']), read(['a'])]);
  expect(reads).toEqual([['a', 'b', 'c']]);
  expect(answers.map((each) => each.get('a'))).toEqual(['A', 'A', 'A']);
});

test('no answer is older than its question', async () => {
  const { reads, read } = counted();
  const first = read(['a']);
  await first;
  await read(['a']);
  expect(reads).toEqual([['a'], ['a']]);
});

test('no read grows without bound', async () => {
  const { reads, read } = counted();
  const some = (of: number) => Array.from({ length: 100 }, (_, n) => `${of} ${n}`);
  await Promise.all(Array.from({ length: 50 }, (_, of) => read(some(of))));
  expect(reads.map(({ length }) => length)).toEqual([2000, 2000, 1000]);
});

test('a read that fails fails for those who waited for it, and for nobody after', async () => {
  let isAway = true;
  const read = readTogether(async () => {
    if (isAway) throw new Error('away');
    return new Map([['a', 1]]);
  });
  const [one, other] = await Promise.allSettled([read(['a']), read(['b'])]);
  expect([one.status, other.status]).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect((await read(['a'])).get('a')).toBe(1);
});
