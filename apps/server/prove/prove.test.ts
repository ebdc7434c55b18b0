import { expect, test } from 'bun:test';
import { prove } from './prove';

test('a process that answers from a stale memory is found out', async () => {
  // Ends once it is: how soon depends on how busy the machine is.
  const caught = new AbortController();
  const plan = { seconds: 120, seed: 'liar', faults: false, liar: true, logLevel: 'silent' };
  const { violations, breakdown } = await prove(plan, caught.signal, (book) => {
    if (book.violations.some(({ rule }) => rule === '9.1')) caught.abort();
  });
  expect(breakdown).toBeNull();
  expect(new Set(violations.map(({ answer }) => answer.process))).toEqual(new Set([2]));
  expect(violations.map(({ rule }) => rule)).toContain('9.1');
}, 240_000);
