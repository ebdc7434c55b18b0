import { expect, test } from 'bun:test';
import { isUnavailable } from './unavailable';
import { withinReach } from './within-reach';

test('what comes in time comes, and what fails fails as it does', async () => {
  expect(await withinReach(Promise.resolve(1))).toBe(1);
  await expect(withinReach(Promise.reject(new RangeError('no')))).rejects.toThrow(RangeError);
});

test('who never answers is unavailable', async () => {
  const outcome = await withinReach(new Promise(() => {}), 1).catch((error) => error);
  expect(isUnavailable(outcome)).toBe(true);
});

test('a process that was itself held up does not blame the database', async () => {
  const answered = withinReach(new Promise((resolve) => setTimeout(resolve, 5, 'here')), 1);
  Bun.sleepSync(30);
  expect(await answered).toBe('here');
});
