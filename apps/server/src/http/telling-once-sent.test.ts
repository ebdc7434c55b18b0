import { expect, test } from 'bun:test';
import { tellingOnceSent } from './telling-once-sent';

/** Longer than what is the kernel's to send as soon as it is answered. */
const large = 'x'.repeat(1_000_000);

test('what is handed over while the answer is made is called once it has been sent, not before', async () => {
  const told: string[] = [];
  const response = await tellingOnceSent(async (onceSent) => {
    onceSent(() => told.push('one'));
    onceSent(() => told.push('other'));
    return new Response(large);
  });
  expect(told).toEqual([]);
  expect(await response.text()).toBe(large);
  expect(told).toEqual(['one', 'other']);
});

test('it is called though the answer could not be made', async () => {
  const told: string[] = [];
  const answered = tellingOnceSent(async (onceSent) => {
    onceSent(() => told.push('failed'));
    throw new Error('no answer');
  });
  expect(answered).rejects.toThrow('no answer');
  await answered.catch(() => {});
  expect(told).toEqual(['failed']);
});

test('what is handed over after the answer has gone out is called at once', async () => {
  const told: string[] = [];
  let late: (done: () => void) => void = () => {};
  await tellingOnceSent(async (onceSent) => {
    late = onceSent;
    return new Response('lines that come later');
  });
  late(() => told.push('late'));
  expect(told).toEqual(['late']);
});
