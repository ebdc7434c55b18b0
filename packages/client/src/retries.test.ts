import { expect, test } from 'bun:test';
import { withRetries } from './retries';
import { createVisageError, isVisageError, type VisageError } from './visage-error';

const busy = (retryAfter?: number) => createVisageError('Busy.', { code: 'SERVICE_UNAVAILABLE', retryAfter });
const read = (error: unknown) => error as VisageError;

/** A call that fails so often, and how long was waited between. */
function attempts(failures: Error[]) {
  const waits: number[] = [];
  let made = 0;
  const call = async () => {
    made += 1;
    const failure = failures[made - 1];
    if (failure) throw failure;
    return 'done';
  };
  const run = (options: Partial<Parameters<typeof withRetries>[2]> = {}) =>
    withRetries(call, read, { retries: 2, isSafe: true, ...options }, async (wait) => waits.push(wait));
  return { run, waits, made: () => made };
}

test('what is safe is tried again, a little later each time, and as late as the server says', async () => {
  const { run, waits } = attempts([busy(), busy(7)]);
  expect(await run()).toBe('done');
  expect(waits[0]).toBeGreaterThanOrEqual(150);
  expect(waits[0]).toBeLessThan(1000);
  expect(waits[1]).toBe(7000);
});

test('what is not safe is never sent twice', async () => {
  const failure = busy(1);
  const { run, made } = attempts([failure]);
  expect(await run({ isSafe: false }).catch((error) => error)).toBe(failure);
  expect(made()).toBe(1);
});

test('a refusal is final, so is the last try, and so is a wait that someone should know of', async () => {
  const refused = createVisageError('No.', { code: 'FORBIDDEN', reason: 'forbidden' });
  expect(await attempts([refused]).run().catch(isVisageError)).toBe(true);
  const three = attempts([busy(), busy(), busy()]);
  expect(await three.run().catch(isVisageError)).toBe(true);
  expect(three.made()).toBe(3);
  const long = attempts([busy(60)]);
  expect(await long.run().catch((error) => error.retryAfter)).toBe(60);
  expect(long.made()).toBe(1);
});

test('an abort ends it with its own reason, even between two tries', async () => {
  const aborting = new AbortController();
  const waiting = withRetries(
    async () => Promise.reject(busy()),
    read,
    { retries: 2, isSafe: true, signal: aborting.signal },
    () => {
      aborting.abort('enough');
      return new Promise(() => {});
    },
  );
  expect(await waiting.catch((reason) => reason)).toBe('enough');
});
