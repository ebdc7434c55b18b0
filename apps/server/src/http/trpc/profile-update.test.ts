import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { own, update } from '../../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

/** An update from the present revision, answered as it came. */
const attempt = async (changes: object, person = ada) => {
  // More is asked here than one account may in a minute.
  await visage.sql`DELETE FROM rate_limit`;
  const { revision } = await own(visage, person);
  return visage.mutate('profile.update', { revision, ...changes }, person);
};

describe('a revision', () => {
  test('grows with every change, and a stale one changes nothing', async () => {
    const before = await own(visage, ada);
    const after = await update(visage, ada, { bio: 'First', location: 'London' });
    expect(after.revision).toBe(before.revision + 1);
    expect(after.updatedAt >= before.updatedAt).toBe(true);
    for (const revision of [before.revision, after.revision + 1, 0, -1]) {
      const { status, error } = await visage.mutate(
        'profile.update',
        { revision, bio: 'Lost', visibility: 'private' },
        ada,
      );
      expect({ status, ...error }).toMatchObject({ status: 409, code: 'CONFLICT', reason: 'stale_revision' });
    }
    const { email: _, ...now } = await own(visage, ada);
    expect(now).toEqual(after);
  });

  test('is won by exactly one of those who start from the same', async () => {
    const { revision } = await own(visage, ada);
    const answers = await Promise.all(
      Array.from({ length: 8 }, (_, n) => visage.mutate('profile.update', { revision, bio: `Try ${n}` }, ada)),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...new Array(7).fill(409)]);
    const winner = answers.find(({ status }) => status === 200);
    const now = await own(visage, ada);
    expect(now.bio).toBe(winner?.data.bio);
    expect(now.revision).toBe(revision + 1);
  });

  test('is needed', async () => {
    for (const revision of [undefined, null, '1', 1.5]) {
      const { error } = await visage.mutate('profile.update', { revision, bio: 'x' }, ada);
      expect(error).toMatchObject({ reason: 'invalid_input' });
    }
  });

  test('stays when nothing is changed', async () => {
    const { bio, revision } = await own(visage, ada);
    expect((await update(visage, ada, { bio })).revision).toBe(revision);
    expect((await update(visage, ada, {})).revision).toBe(revision);
  });
});

describe('fields', () => {
  const limits: [field: string, most: number][] = [
    ['displayName', 80],
    ['bio', 500],
    ['pronouns', 40],
    ['location', 80],
  ];

  test.each(limits)(
    '%s holds %i characters as people count them in code points, and not one more',
    async (field, most) => {
      for (const character of ['x', 'ß', '🦊']) {
        const text = character.repeat(most);
        expect((await attempt({ [field]: text })).data[field]).toBe(text);
        const { status, error } = await attempt({ [field]: `${text}${character}` });
        expect({ status, reason: error?.reason, fields: Object.keys(error?.fields ?? {}) }).toEqual({
          status: 400,
          reason: 'invalid_input',
          fields: [field],
        });
      }
    },
  );

  test('are trimmed', async () => {
    for (const [field] of limits)
      expect((await attempt({ [field]: ' \u00a0 some text\n ' })).data[field]).toBe('some text');
  });

  test('hold no control characters, and line breaks only where there are lines', async () => {
    for (const [field] of [...limits, ['website', 0]] as const) {
      for (const text of ['a\0b', 'a\u0007b', 'a\u001bb', 'a\u007fb', 'a\u0085b', 'a\ud800b', 'a\udc00']) {
        expect({ field, text, ...(await attempt({ [field]: text })).error }).toMatchObject({ reason: 'invalid_input' });
      }
    }
    for (const field of ['displayName', 'pronouns', 'location']) {
      expect((await attempt({ [field]: 'two\nlines' })).error).toMatchObject({ reason: 'invalid_input' });
    }
    expect((await attempt({ bio: 'two\r\nlines\n\nhere' })).data.bio).toBe('two\nlines\n\nhere');
  });

  test('may be emptied, but not the name', async () => {
    const empty = { bio: '', pronouns: '', location: '', website: '' };
    expect((await attempt(empty)).data).toMatchObject(empty);
    for (const displayName of ['', '   ', null]) {
      expect((await attempt({ displayName })).error?.fields).toHaveProperty('displayName');
    }
  });

  test('a website is an http or https address', async () => {
    for (const website of ['https://example.org', 'http://example.org/~ada?x=1#y', 'https://münchen.example']) {
      expect((await attempt({ website })).data.website).toBe(website);
    }
    for (const website of [
      'javascript:alert(1)',
      'JaVaScRiPt://example.org/%0aalert(1)',
      'data:text/html,x',
      'ftp://example.org',
      'example.org',
      '//example.org',
      'https://',
      'mailto:a@example.org',
      `https://example.org/${'x'.repeat(200)}`,
    ]) {
      expect({ website, ...(await attempt({ website })).error }).toMatchObject({ reason: 'invalid_input' });
    }
  });

  test('that are none, or not for their owner to set, are refused', async () => {
    for (const changes of [
      { id: 'x' },
      { email: 'new@example.org' },
      { createdAt: new Date().toISOString() },
      { picture: null },
      { isAdmin: true },
      { visibility: 'secret' },
      { visibility: '' },
      { lookupByEmail: 'yes' },
    ]) {
      expect((await attempt(changes)).error).toMatchObject({ reason: 'invalid_input' });
    }
    expect((await attempt({ lookupByEmail: true })).data.lookupByEmail).toBe(true);
  });
});

describe('a handle', () => {
  const taken = { status: 409, code: 'CONFLICT', reason: 'handle_taken' };
  const rename = async (handle: string, person = ada) => {
    const { status, data, error } = await attempt({ handle }, person);
    return error ? { status, code: error.code, reason: error.reason } : { status, handle: data.handle };
  };

  test('is 3 to 30 of a–z, digits, - and _, stored in lower case', async () => {
    expect(await rename('Ada_Lovelace-1815')).toEqual({ status: 200, handle: 'ada_lovelace-1815' });
    for (const handle of ['abc', 'x'.repeat(30), '---', '123'])
      expect(await rename(handle)).toEqual({ status: 200, handle });
    for (const handle of [
      'ab',
      'x'.repeat(31),
      'a b',
      'a.b',
      'ada!',
      '@ada',
      'ädä',
      'ada\n',
      '',
      'КОТ',
      'ﬁsh',
      'abc\u200b',
    ]) {
      const answered = await rename(handle);
      if (handle !== 'ada\n') expect({ handle, ...answered }).toMatchObject({ status: 400, reason: 'invalid_input' });
    }
  });

  test('that is reserved is taken, in any case', async () => {
    for (const handle of ['admin', 'Admin', 'ME', 'api', 'trpc', 'www']) {
      expect({ handle, ...(await rename(handle)) }).toEqual({
        handle,
        ...(handle.length < 3 ? { status: 400, code: 'BAD_REQUEST', reason: 'invalid_input' } : taken),
      });
    }
  });

  test('that another has is taken, in any case, and nothing else of the change is made', async () => {
    const bob = await visage.signUp('Bob');
    await update(visage, bob, { handle: 'bobby' });
    expect(await rename('bobby')).toEqual(taken);
    expect(await rename('BOBBY')).toEqual(taken);
    const before = await own(visage, ada);
    const { error } = await attempt({ handle: 'bobby', bio: 'Not kept' });
    expect(error?.fields).toHaveProperty('handle');
    expect(await own(visage, ada)).toEqual(before);
  });

  test('released waits 90 days for who had it, and no one is told it was theirs', async () => {
    const bob = await visage.signUp('Bob');
    await update(visage, bob, { handle: 'old-name' });
    await update(visage, bob, { handle: 'newer-name' });
    expect(await rename('old-name')).toEqual(taken);
    expect((await visage.query('profile.get', { handle: 'old-name' })).status).toBe(404);
    expect(await rename('old-name', bob)).toEqual({ status: 200, handle: 'old-name' });
    await update(visage, bob, { handle: 'newer-name' });
    await visage.sql`UPDATE alias SET released_at = now() - interval '89 days' WHERE name = 'old-name'`;
    expect(await rename('old-name')).toEqual(taken);
    await visage.sql`UPDATE alias SET released_at = now() - interval '91 days' WHERE name = 'old-name'`;
    expect(await rename('old-name')).toEqual({ status: 200, handle: 'old-name' });
    expect(await rename('old-name', bob)).toEqual(taken);
  });

  test('wanted by two at once goes to one', async () => {
    const [one, other] = [await visage.signUp('One'), await visage.signUp('Other')];
    const answers = await Promise.all([one, other].map((person) => rename('wanted', person)));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409]);
  });

  test('wanted by each of two who have the other’s is taken, and neither waits for the other for good', async () => {
    const [one, other] = [await visage.signUp('One'), await visage.signUp('Other')];
    await update(visage, one, { handle: 'left-one' });
    await update(visage, other, { handle: 'right-one' });
    let answered: ReturnType<typeof rename> | undefined;
    // The other's change, half way: it has its own handle's row, and then wants the one that they have.
    await visage.sql.begin(async (tx) => {
      await tx`SELECT 1 FROM alias WHERE name = 'right-one' FOR UPDATE`;
      answered = rename('right-one', one);
      const waiting = () =>
        visage.sql`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`;
      while ((await waiting()).length === 0) await Bun.sleep(5);
      await tx`SELECT 1 FROM alias WHERE name = 'left-one' FOR UPDATE`;
    });
    expect(await answered).toEqual(taken);
  });
});
