import { expect, test } from 'bun:test';
import { Refusal } from '@visage/contract/errors';
import { createWorkQueue } from './work-queue';

/** Jobs that end when told, and a record of which have started. */
function heldJobs() {
  const started: string[] = [];
  const held = new Map<string, PromiseWithResolvers<void>>();
  const job = (name: string) => async () => {
    started.push(name);
    const end = Promise.withResolvers<void>();
    held.set(name, end);
    await end.promise;
    return name;
  };
  return { started, job, end: (name: string) => held.get(name)?.resolve() };
}

test('no more than so many jobs run at once, and the next starts when one ends, in order', async () => {
  const queue = createWorkQueue({ atOnce: 2, queueLimit: 5 });
  const { started, job, end } = heldJobs();
  const runs = ['a', 'b', 'c', 'd'].map((name) => queue.run(job(name)));
  expect(started).toEqual(['a', 'b']);
  end('b');
  expect(await runs[1]).toBe('b');
  await Bun.sleep(0);
  expect(started).toEqual(['a', 'b', 'c']);
  end('a');
  await runs[0];
  await Bun.sleep(0);
  expect(started).toEqual(['a', 'b', 'c', 'd']);
  end('c');
  end('d');
  await Promise.all(runs);
});

test('beyond the limit a job is refused as busy at once, with when to try again, and never runs', async () => {
  const queue = createWorkQueue({ atOnce: 1, queueLimit: 1 });
  const { started, job, end } = heldJobs();
  const runs = [queue.run(job('a')), queue.run(job('b'))];
  const refusal = await queue.run(job('c')).catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(Refusal);
  expect(refusal).toMatchObject({ code: 'busy', retryAfter: 1 });
  end('a');
  await runs[0];
  await Bun.sleep(0);
  end('b');
  await runs[1];
  expect(started).toEqual(['a', 'b']);
});

test('a job that fails gives its place back', async () => {
  const queue = createWorkQueue({ atOnce: 1, queueLimit: 0 });
  const failing = queue.run(() => Promise.reject(new Error('broken')));
  await expect(failing).rejects.toThrow('broken');
  await failing.catch(() => {});
  expect(await queue.run(async () => 'fine')).toBe('fine');
});

test('a job that asks for more places than there are runs alone, and later ones do not overtake it', async () => {
  const queue = createWorkQueue({ atOnce: 2, queueLimit: 5 });
  const { started, job, end } = heldJobs();
  const runs = [queue.run(job('small')), queue.run(job('large'), Number.POSITIVE_INFINITY), queue.run(job('later'))];
  expect(started).toEqual(['small']);
  end('small');
  await runs[0];
  await Bun.sleep(0);
  expect(started).toEqual(['small', 'large']);
  end('large');
  await runs[1];
  await Bun.sleep(0);
  expect(started).toEqual(['small', 'large', 'later']);
  end('later');
  await runs[2];
});
