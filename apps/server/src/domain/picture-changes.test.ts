import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureChange } from '@visage/contract/picture';
import { update, upload } from '../../test/deeds';
import { image } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { createShownVersionReader, type ReadShownVersions } from '../storage/shown-version';
import { type Caller, nobody } from './caller';
import type { ChangeFeed } from './change-feed';
import { createPictureChanges } from './picture-changes';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  ben = await visage.signUp('Ben');
  await upload(visage, ben);
});
afterAll(() => visage.stop());

/** A feed that tells what the test says, and counts who listens. */
const listeners = new Set<(userId: string | null) => void>();
const feed: ChangeFeed = {
  listen(listener) {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
const tell = (userId: string | null) => {
  for (const listener of listeners) listener(userId);
};

let reads = 0;
/** What happens before the next read; cleared by it. */
let beforeRead: (() => unknown) | undefined;
beforeEach(() => {
  reads = 0;
  beforeRead = undefined;
  expect(listeners.size).toBe(0);
});

function watch(ids: string[], callerNow: () => Caller = () => nobody) {
  const fromDatabase = createShownVersionReader(visage.sql);
  const read: ReadShownVersions = async (asked) => {
    reads += 1;
    const before = beforeRead;
    beforeRead = undefined;
    await before?.();
    return fromDatabase(asked);
  };
  const controller = new AbortController();
  const changes = createPictureChanges(feed, read).watch(ids, async () => callerNow(), controller.signal);
  return {
    next: async (): Promise<PictureChange> => (await changes.next()).value,
    iterator: changes,
    async end() {
      controller.abort();
      await changes.next().catch(() => {});
    },
    controller,
  };
}

const none = (userId: string) => ({ userId, version: null, url: null });

test('the first thing told is what each shows, once however often they are named', async () => {
  const stream = watch([ada.id, ben.id, 'no-such-user', ada.id]);
  const told = [await stream.next(), await stream.next(), await stream.next()];
  expect(told[0]).toEqual(none(ada.id));
  expect(told[1]).toMatchObject({ userId: ben.id, url: `/profile/${ben.id}/picture?v=${told[1]?.version}` });
  expect(told[2]).toEqual(none('no-such-user'));
  expect(reads).toBe(1);
  const { version } = await upload(visage, ada, { file: await image() });
  tell(ada.id);
  expect(await stream.next()).toMatchObject({ userId: ada.id, version });
  await stream.end();
});

test('a change during the first read is not lost', async () => {
  const stream = watch([ben.id]);
  let version = '';
  beforeRead = async () => {
    ({ version } = await upload(visage, ben, { file: await image() }));
    tell(ben.id);
  };
  expect((await stream.next()).version).toBe(version);
  // It was told of once more than it had to read: what has been told is not told again.
  const next = stream.next();
  const later = await upload(visage, ben, { file: await image('png', { width: 9, height: 9 }) });
  tell(ben.id);
  expect((await next).version).toBe(later.version);
  await stream.end();
});

test('however many changes come during a read, one more read tells them all', async () => {
  const stream = watch([ben.id]);
  await stream.next();
  const next = stream.next();
  beforeRead = async () => {
    await visage.mutate('picture.remove', {}, ben);
    for (let n = 0; n < 50; n += 1) tell(ben.id);
  };
  tell(ben.id);
  expect(await next).toEqual(none(ben.id));
  const again = stream.next();
  const { version } = await upload(visage, ben);
  for (let n = 0; n < 50; n += 1) tell(ben.id);
  expect((await again).version).toBe(version);
  // The first, the one that was told of, the one for what came meanwhile, and the last.
  expect(reads).toBeLessThanOrEqual(4);
  await stream.end();
});

test('what others do costs nothing', async () => {
  const stream = watch([ben.id]);
  await stream.next();
  const next = stream.next();
  for (let n = 0; n < 50; n += 1) tell(ada.id);
  await visage.mutate('picture.remove', {}, ben);
  expect(reads).toBe(1);
  tell(ben.id);
  await next;
  expect(reads).toBe(2);
  await stream.end();
});

describe('who may see is asked at each change:', () => {
  const as = ({ id }: Person): Caller => ({ kind: 'session', userId: id, isAdmin: false, signedInAt: new Date() });

  test('a picture that becomes hidden is none, and comes back when it is shown again', async () => {
    const { version } = await upload(visage, ben, { file: await image('png', { width: 7, height: 7 }) });
    const [open, own] = [watch([ben.id]), watch([ben.id], () => as(ben))];
    expect([await open.next(), await own.next()]).toMatchObject([{ version }, { version }]);
    await update(visage, ben, { visibility: 'private' });
    const hidden = [open.next(), own.next()];
    tell(ben.id);
    // To the owner it is another answer, though the picture is the same.
    expect(await hidden[0]).toEqual(none(ben.id));
    expect((await hidden[1])?.version).toMatch(/^[\w-]{22}$/);
    expect((await hidden[1])?.version).not.toBe(version);
    await update(visage, ben, { visibility: 'public' });
    const shown = open.next();
    tell(ben.id);
    expect((await shown).version).toMatch(/^[\w-]{22}$/);
    await Promise.all([open.end(), own.end()]);
  });

  test('and not when nothing has changed, nor where everyone may see', async () => {
    let times = 0;
    const stream = watch([ben.id], () => {
      times += 1;
      return nobody;
    });
    await stream.next();
    const next = stream.next();
    for (let n = 2; n < 10; n += 1) {
      tell(null);
      while (reads < n) await Bun.sleep(1);
    }
    expect(times).toBe(0);
    await visage.mutate('picture.remove', {}, ben);
    tell(null);
    expect(await next).toEqual(none(ben.id));
    await upload(visage, ben);
    await stream.end();
  });

  test('once where not everyone may see, however often nothing changes', async () => {
    await update(visage, ben, { visibility: 'members' });
    let times = 0;
    const stream = watch([ben.id], () => {
      times += 1;
      return as(ada);
    });
    await stream.next();
    const next = stream.next();
    for (let n = 2; n < 10; n += 1) {
      tell(null);
      while (reads < n) await Bun.sleep(1);
    }
    expect(times).toBe(1);
    await update(visage, ben, { visibility: 'public' });
    tell(ben.id);
    expect((await next).version).not.toBeNull();
    await stream.end();
  });

  test('whoever has signed out meanwhile sees no more than anyone', async () => {
    await update(visage, ben, { visibility: 'members' });
    let caller: Caller = as(ada);
    const stream = watch([ben.id, ada.id], () => caller);
    expect((await stream.next()).version).not.toBeNull();
    await stream.next();
    caller = nobody;
    const next = stream.next();
    const { version } = await upload(visage, ada, { file: await image('png', { width: 12, height: 12 }) });
    tell(ada.id);
    expect(await next).toEqual(none(ben.id));
    expect((await stream.next()).version).toBe(version);
    await update(visage, ben, { visibility: 'public' });
    await stream.end();
  });
});

test('a database that is away ends nothing: what changed meanwhile is told when it is back', async () => {
  const away = () => {
    throw Object.assign(new Error('away'), { code: 'ECONNREFUSED' });
  };
  beforeRead = away;
  const stream = watch([ben.id]);
  const first = stream.next();
  while (reads === 0) await Bun.sleep(1);
  tell(null);
  expect((await first).userId).toBe(ben.id);
  const { version } = await upload(visage, ben, { file: await image('png', { width: 6, height: 6 }) });
  beforeRead = away;
  const next = stream.next();
  // One signal, and none after it.
  tell(ben.id);
  expect((await next).version).toBe(version);
  await stream.end();
});

test('what goes wrong for another reason is thrown, and nobody listens any more', async () => {
  beforeRead = () => {
    throw new Error('a defect');
  };
  const stream = watch([ben.id]);
  await expect(stream.next()).rejects.toThrow('a defect');
  expect(listeners.size).toBe(0);
});

describe('an aborted stream leaves no listener,', () => {
  const aborted = async (stream: ReturnType<typeof watch>, pending: Promise<unknown>) => {
    await expect(pending).rejects.toHaveProperty('name', 'AbortError');
    expect(listeners.size).toBe(0);
    expect((await stream.iterator.next()).done).toBe(true);
  };

  test('while it waits', async () => {
    const stream = watch([ben.id]);
    await stream.next();
    const pending = stream.next();
    stream.controller.abort();
    await aborted(stream, pending);
  });

  test('while it reads', async () => {
    const stream = watch([ben.id]);
    beforeRead = () => stream.controller.abort();
    await aborted(stream, stream.next());
  });

  test('between two things told', async () => {
    const stream = watch([ada.id, ben.id]);
    await stream.next();
    stream.controller.abort();
    await aborted(stream, stream.next());
  });

  test('before it has begun', async () => {
    const stream = watch([ben.id]);
    stream.controller.abort();
    await aborted(stream, stream.next());
    expect(reads).toBe(0);
  });

  test('and neither does one that its reader leaves', async () => {
    const stream = watch([ada.id, ben.id]);
    await stream.next();
    await stream.iterator.return(undefined);
    expect(listeners.size).toBe(0);
  });
});
