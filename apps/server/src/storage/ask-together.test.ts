import { expect, test } from 'bun:test';
import { askTogether } from './ask-together';

function counted(most = 100) {
  const asked: string[][] = [];
  const ask = askTogether(async (questions: string[]) => {
    asked.push(questions);
    return questions.map((question) => question.toUpperCase());
  }, most);
  return { asked, ask };
}

test('what is asked for at once is asked in one statement, and each is answered', async () => {
  const { asked, ask } = counted();
  expect(await Promise.all(['a', 'b', 'a'].map(ask))).toEqual(['A', 'B', 'A']);
  expect(asked).toEqual([['a', 'b', 'a']]);
});

test('no answer is older than its question', async () => {
  const { asked, ask } = counted();
  const first = ask('a');
  await first;
  await ask('a');
  expect(asked).toEqual([['a'], ['a']]);
});

test('no statement grows without bound', async () => {
  const { asked, ask } = counted(20);
  await Promise.all(Array.from({ length: 50 }, (_, at) => ask(String(at))));
  expect(asked.map(({ length }) => length)).toEqual([20, 20, 10]);
});

test('a statement that fails fails for those who waited for it, and for nobody after', async () => {
  let isAway = true;
  const ask = askTogether(async (questions: number[]) => {
    if (isAway) throw new Error('away');
    return questions;
  }, 100);
  const outcomes = await Promise.allSettled([ask(1), ask(2)]);
  expect(outcomes.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  isAway = false;
  expect(await ask(1)).toBe(1);
});
