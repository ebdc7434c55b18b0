import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { pathOf, update, upload } from '../../test/deeds';
import { image, sha256 } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { openDatabase } from '../storage/database';
import { createShownPictureReader } from '../storage/shown-picture';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let here: TestVisage;
let there: TestVisage;

beforeAll(async () => {
  here = await startTestVisage();
  there = await startTestVisage({}, { beside: here });
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

/** Asks until `is`; each process hears of the other's changes a moment after they are made. */
async function until<Value>(ask: () => Promise<Value>, is: (value: Value) => boolean): Promise<Value> {
  for (;;) {
    const value = await ask();
    if (is(value)) return value;
    await Bun.sleep(10);
  }
}

const bodyAt = async (visage: TestVisage, path: string) => {
  const answered = await visage.picture(path);
  return answered.status === 200 ? sha256(await answered.bytes()) : String(answered.status);
};

/** Longer than what answers are prepared for. */
const long = `?from=${'x'.repeat(1000)}`;

describe('a picture in memory', () => {
  test('is as new under a URL of any length', async () => {
    const person = await here.signUp();
    for (let round = 0; round < 3; round += 1) {
      const { url } = await upload(here, person);
      const now = await bodyAt(here, url);
      for (let ask = 0; ask < 3; ask += 1) {
        expect([await bodyAt(here, pathOf(person)), await bodyAt(here, `${pathOf(person)}${long}`)]).toEqual([
          now,
          now,
        ]);
      }
    }
  });

  test('needs no database: 200, 304, HEAD and sizes come while its tables are locked', async () => {
    const person = await here.signUp();
    const picture = await upload(here, person);
    const paths = [
      pathOf(person),
      `${pathOf(person)}${long}`,
      picture.url,
      `${pathOf(person)}?size=32`,
      `${pathOf(person)}?size=32&format=webp`,
    ];
    const get = async (path: string, init: RequestInit = {}) => {
      const answered = await here.picture(path, init);
      return { status: answered.status, etag: answered.headers.get('etag') ?? '', body: await answered.bytes() };
    };
    const plain = await Promise.all(paths.map((path) => get(path)));
    const everything = async () => {
      for (const [at, path] of paths.entries()) {
        expect(await get(path)).toEqual(plain[at] as (typeof plain)[number]);
        const etag = plain[at]?.etag ?? '';
        expect(await get(path, { headers: { 'if-none-match': etag } })).toMatchObject({ status: 304, etag });
        expect(await get(path, { method: 'HEAD' })).toMatchObject({ status: 200, etag });
      }
      return 'came';
    };
    const whileLocked = () =>
      here.sql.begin(async (tx) => {
        await tx`LOCK TABLE picture_state, picture, rendition, profile, alias IN ACCESS EXCLUSIVE MODE`;
        return Promise.race([everything(), Bun.sleep(3000)]);
      });
    // The notice of the upload itself may still come and cost one more look.
    await until(whileLocked, (outcome) => outcome === 'came');
  });

  test('is sent with the date of now, and with its own as soon as that has come', async () => {
    const person = await here.signUp();
    await upload(here, person);
    const seconds = () => Math.floor(Date.now() / 1000);
    const ask = async () => {
      const before = seconds();
      const { headers } = await here.picture(pathOf(person));
      const date = Date.parse(headers.get('date') ?? '') / 1000;
      expect(date).toBeGreaterThanOrEqual(before);
      expect(date).toBeLessThanOrEqual(seconds());
      return { date, lastModified: headers.get('last-modified') };
    };
    // The date of a picture lies up to a second ahead (SPEC section 2).
    const dated = await until(ask, ({ lastModified }) => lastModified !== null);
    expect(Date.parse(dated.lastModified ?? '') / 1000).toBeLessThanOrEqual(dated.date);
    await until(ask, ({ date }) => date > dated.date);
  });

  test('is new at once where it was changed, and soon everywhere else, and never old again', async () => {
    const person = await here.signUp();
    await upload(here, person);
    const old = await bodyAt(there, pathOf(person));
    for (let change = 0; change < 10; change += 1) {
      const { digest } = await upload(here, person);
      expect(await bodyAt(here, pathOf(person))).toBe(digest);
      const seen = new Set<string>();
      await until(
        () => bodyAt(there, pathOf(person)),
        (body) => {
          seen.add(body);
          return body === digest;
        },
      );
      for (let again = 0; again < 5; again += 1) expect(await bodyAt(there, pathOf(person))).toBe(digest);
      expect(change > 0 && seen.has(old)).toBe(false);
    }
  });

  test('under the versioned URL that the API gave is new on every process at once', async () => {
    const person = await here.signUp();
    for (let change = 0; change < 5; change += 1) {
      await bodyAt(there, pathOf(person));
      const { url, digest } = await upload(here, person);
      const answered = await there.picture(url);
      expect(sha256(await answered.bytes())).toBe(digest);
      expect(answered.headers.get('cache-control')).toContain('immutable');
    }
  });

  test('that is hidden, removed, or whose account is deleted, is gone at once where that was done, and soon elsewhere', async () => {
    const hide = (person: Person) => update(here, person, { visibility: 'private' });
    const remove = (person: Person) => here.mutate('picture.remove', undefined, person);
    const leave = (person: Person) => here.mutate('account.delete', {}, person);
    for (const deed of [hide, remove, leave]) {
      const person = await here.signUp();
      await upload(here, person);
      const path = `${pathOf(person)}?fallback=404`;
      expect(await bodyAt(there, path)).not.toBe('404');
      await deed(person);
      expect(await bodyAt(here, path)).toBe('404');
      await until(
        () => bodyAt(there, path),
        (body) => body === '404',
      );
    }
  });

  test('under a handle follows the handle to who has it now', async () => {
    const [ann, bob] = [await here.signUp('Ann'), await here.signUp('Bob')];
    const [, bobs] = [await upload(here, ann), await upload(here, bob)];
    await update(here, ann, { handle: 'the-handle' });
    await until(
      () => bodyAt(there, '/profile/@the-handle/picture?fallback=404'),
      (body) => body !== '404',
    );
    await here.mutate('account.delete', {}, ann);
    expect(await bodyAt(here, '/profile/@the-handle/picture?fallback=404')).toBe('404');
    await update(here, bob, { handle: 'the-handle' });
    expect(await bodyAt(here, '/profile/@the-handle/picture?fallback=404')).toBe(bobs.digest);
    await until(
      () => bodyAt(there, '/profile/@the-handle/picture?fallback=404'),
      (body) => body === bobs.digest,
    );
  });

  test('is right though its notices are cut again and again', async () => {
    const person = await here.signUp();
    for (let change = 0; change < 5; change += 1) {
      await here.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE application_name = 'visage notices' AND datname = current_database()`;
      const { digest } = await upload(here, person);
      expect(await bodyAt(here, pathOf(person))).toBe(digest);
      await until(
        () => bodyAt(there, pathOf(person)),
        (body) => body === digest,
      );
    }
  });
});

test('a memory too small for its pictures evicts them, and answers as one that holds all', async () => {
  const tiny = await startTestVisage({ CACHE_BYTES: '20000' }, { beside: here });
  const people: { path: string; digest: string }[] = [];
  for (let count = 0; count < 12; count += 1) {
    const person = await here.signUp();
    const { digest } = await upload(here, person, { file: await image('png', { width: 40 + count, height: 40 }) });
    people.push({ path: pathOf(person), digest });
  }
  for (let round = 0; round < 3; round += 1) {
    const bodies = await Promise.all(people.map(({ path }) => bodyAt(tiny, path)));
    expect(bodies).toEqual(people.map(({ digest }) => digest));
  }
  await tiny.stop();
});

test('different pictures asked for in the same moment are fetched in one statement', async () => {
  const people = [await here.signUp(), await here.signUp(), await here.signUp()];
  const digests = await Promise.all(people.map(async (person) => (await upload(here, person)).digest));
  const database = openDatabase(here.connection, { connections: 1 });
  let statements = 0;
  const counting = new Proxy(database.sql, {
    apply(sql, self, args) {
      statements += 1;
      return Reflect.apply(sql, self, args);
    },
  });
  const read = createShownPictureReader(counting);
  const scope = { visibilities: ['public' as const], userId: null };
  const ask = ({ id }: Person) => read({ userId: id }, scope, 'stored', { unlessHeld: { digests: [], since: null } });
  const shown = await Promise.all([...people.map(ask), read({ handle: 'no-one' }, scope, 'stored', 'none')]);
  expect(shown.map((each) => each?.picture?.file?.digest)).toEqual([...digests, undefined]);
  expect(shown.slice(0, 3).map((each) => sha256(each?.picture?.file?.data ?? new Uint8Array()))).toEqual(digests);
  expect(statements).toBe(1);
  await database.close();
});
