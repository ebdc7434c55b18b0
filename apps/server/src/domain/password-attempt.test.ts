import { expect, test } from 'bun:test';
import { countingFailures } from './password-attempt';

const away = () => Object.assign(new Error('the database is away'), { code: 'CONNECTION_CLOSED' });
const later = async () => {};

/** An attempt that the database takes back after so many tries in vain. */
function attempted(inVain = 0) {
  const taken = Promise.withResolvers<void>();
  const counted = { tries: 0, taken: taken.promise };
  const attempt = {
    async succeeded() {
      counted.tries += 1;
      if (counted.tries <= inVain) throw away();
      taken.resolve();
    },
  };
  return { attempt, counted };
}

test('a wrong password stays a failure, a right one does not', async () => {
  for (const wrong of [true, false]) {
    const { attempt, counted } = attempted();
    expect(
      await countingFailures(
        attempt,
        async () => 'answered',
        () => wrong,
        later,
      ),
    ).toBe('answered');
    expect(counted.tries).toBe(wrong ? 0 : 1);
  }
});

test('where the database fails before it is known, nothing counts, however long it then takes to say so', async () => {
  for (const inVain of [0, 4]) {
    const { attempt, counted } = attempted(inVain);
    const answering = countingFailures(
      attempt,
      () => Promise.reject(away()),
      () => true,
      later,
    );
    expect(await answering.catch((error) => error)).toMatchObject({ code: 'CONNECTION_CLOSED' });
    await counted.taken;
    expect(counted.tries).toBe(inVain + 1);
  }
});

test('what was done is answered though the failure can’t be taken back yet', async () => {
  const { attempt, counted } = attempted(3);
  expect(
    await countingFailures(
      attempt,
      async () => 'signed in',
      () => false,
      later,
    ),
  ).toBe('signed in');
  await counted.taken;
});

test('anything else that goes wrong leaves it a failure', async () => {
  const { attempt, counted } = attempted();
  const answering = countingFailures(
    attempt,
    () => Promise.reject(new Error('a defect')),
    () => false,
    later,
  );
  expect(await answering.catch((error) => error.message)).toBe('a defect');
  expect(counted.tries).toBe(0);
});
