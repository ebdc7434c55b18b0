import { expect, test } from 'bun:test';
import { prove } from './prove';

test('a process that answers from a stale memory is found out', async () => {
  const plan = { seconds: 0, seed: 'liar', faults: false, liar: true, logLevel: 'silent' };
  const { violations, breakdown } = await prove(plan, new AbortController().signal);
  expect(breakdown).toBeNull();
  expect(new Set(violations.map(({ answer }) => answer.process))).toEqual(new Set([2]));
  expect(violations.map(({ rule }) => rule)).toContain('9.1');
}, 120_000);
