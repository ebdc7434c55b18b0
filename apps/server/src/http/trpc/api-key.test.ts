import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../../test/auth';
import { lastMail } from '../../../test/deeds';
import { act, ask, makeKey } from '../../../test/keys';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let bob: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  bob = await visage.signUp('Bob');
});
afterAll(() => visage.stop());

const both = ['profiles:read', 'profiles:write'];
const list = async (person: Person) => (await visage.query('apiKey.list', undefined, person)).data.items;
const expire = (id: string) => visage.sql`UPDATE api_key SET expires_at = now() - interval '1 second' WHERE id = ${id}`;

describe('a key', () => {
  test('is told once, kept as a hash, and told apart by its name and its first characters', async () => {
    const person = await visage.signUp();
    const before = Date.now();
    const { id, key } = await makeKey(visage, person, ['profiles:read'], { name: '  The blog  ' });
    expect(key).toMatch(/^visage_[A-Za-z]{64}$/);
    const { items, nextCursor } = (await visage.query('apiKey.list', undefined, person)).data;
    expect(nextCursor).toBeNull();
    expect(items).toEqual([
      {
        ...{ id, name: 'The blog', start: key.slice(0, 11), scopes: ['profiles:read'] },
        ...{ createdAt: expect.any(String), expiresAt: null, lastUsedAt: null },
      },
    ]);
    expect(Math.abs(Date.parse(items[0].createdAt) - before)).toBeLessThan(60_000);
    const rows = await visage.sql`SELECT t::text AS row FROM api_key t`;
    expect(rows.length).toBeGreaterThan(0);
    for (const { row } of rows) expect(row).not.toContain(key.slice(12));
    expect(visage.logged.join('\n')).not.toContain(key.slice(12));
  });

  test('of the newest come first, and only one’s own', async () => {
    const [one, other] = [await visage.signUp(), await visage.signUp()];
    await makeKey(visage, other);
    for (const name of ['first', 'second', 'third']) await makeKey(visage, one, ['profiles:write'], { name });
    expect((await list(one)).map(({ name }: { name: string }) => name)).toEqual(['third', 'second', 'first']);
  });

  test('says when it was last used, to the minute, and costs no write for every use', async () => {
    const key = await makeKey(visage, bob);
    const used = async () => (await list(bob)).find(({ id }: { id: string }) => id === key.id).lastUsedAt;
    await ask(visage, 'profile.me', key);
    const first = await used();
    expect(Math.abs(Date.parse(first) - Date.now())).toBeLessThan(60_000);
    await ask(visage, 'profile.me', key);
    expect(await used()).toBe(first);
    await visage.sql`UPDATE api_key SET last_request = now() - interval '61 seconds' WHERE id = ${key.id}`;
    await ask(visage, 'profile.me', key);
    expect(Date.parse(await used())).toBeGreaterThanOrEqual(Date.parse(first));
  });

  test('works more than ten times, which is what the plugin would allow a day', async () => {
    const key = await makeKey(visage, bob);
    for (let use = 0; use < 15; use += 1) expect((await ask(visage, 'profile.me', key)).status).toBe(200);
  });

  test('runs out when it was said to, and is listed no longer', async () => {
    const key = await makeKey(visage, ada, ['profiles:read'], { expiresIn: 3600 });
    const held = (await list(ada)).find(({ id }: { id: string }) => id === key.id);
    expect(Math.abs(Date.parse(held.expiresAt) - Date.now() - 3_600_000)).toBeLessThan(60_000);
    expect((await ask(visage, 'profile.me', key)).status).toBe(200);
    await expire(key.id);
    expect((await ask(visage, 'profile.me', key)).status).toBe(401);
    expect((await list(ada)).map(({ id }: { id: string }) => id)).not.toContain(key.id);
  });

  test('that is revoked works no longer, here and on another process', async () => {
    const beside = await startTestVisage({ PUBLIC_URL: visage.origin }, { beside: visage });
    const key = await makeKey(visage, ada);
    expect((await ask(beside, 'profile.me', key)).status).toBe(200);
    expect((await visage.mutate('apiKey.revoke', { id: key.id }, ada)).data).toEqual({ revoked: true });
    expect((await ask(visage, 'profile.me', key)).status).toBe(401);
    expect((await ask(beside, 'profile.me', key)).status).toBe(401);
    expect((await visage.mutate('apiKey.revoke', { id: key.id }, ada)).error?.code).toBe('NOT_FOUND');
    await beside.stop();
  });

  test('of another can’t be revoked, as if there were none', async () => {
    const key = await makeKey(visage, ada);
    for (const id of [key.id, 'no-such-key']) {
      expect((await visage.mutate('apiKey.revoke', { id }, bob)).error?.code).toBe('NOT_FOUND');
    }
    expect((await ask(visage, 'profile.me', key)).status).toBe(200);
  });

  test('goes with its user, and so does what was counted of it', async () => {
    const person = await visage.signUp();
    const key = await makeKey(visage, person);
    await ask(visage, 'profile.me', key);
    const counted = () => visage.sql`SELECT 1 FROM rate_limit WHERE key = ${`read ${key.id}`}`;
    expect(await counted()).toHaveLength(1);
    await visage.mutate('account.delete', {}, person);
    expect(await visage.sql`SELECT 1 FROM api_key WHERE id = ${key.id}`).toHaveLength(0);
    expect(await counted()).toHaveLength(0);
    expect((await ask(visage, 'profile.me', key)).status).toBe(401);
  });
});

describe('every key of an account ends', () => {
  const follow = (link: string, cookie: string) => {
    const { pathname, search } = new URL(link);
    return visage.picture(`${pathname}${search}`, { headers: { cookie } });
  };

  test('when its address is verified', async () => {
    const person = await visage.signUp();
    const key = await makeKey(visage, person);
    await follow(lastMail(visage, person.email)?.link ?? '', person.cookie);
    expect((await ask(visage, 'profile.me', key)).status).toBe(401);
    expect(await list(person)).toEqual([]);
  });

  test('when its password is reset, and nobody else’s', async () => {
    const person = await visage.signUp();
    const [key, other] = [await makeKey(visage, person), await makeKey(visage, bob)];
    await auth(visage, 'request-password-reset', { email: person.email, redirectTo: '/reset-password' });
    const landing = await follow(lastMail(visage, person.email)?.link ?? '', '');
    const token = new URL(landing.headers.get('location') ?? '', visage.origin).searchParams.get('token');
    expect((await ask(visage, 'profile.me', key)).status).toBe(200);
    expect((await auth(visage, 'reset-password', { token, newPassword: 'a new password' })).status).toBe(200);
    expect((await ask(visage, 'profile.me', key)).status).toBe(401);
    expect((await ask(visage, 'profile.me', other)).status).toBe(200);
  });
});

describe('making a key', () => {
  test('takes a name, one scope or both, and perhaps a time', async () => {
    for (const input of [
      { name: '', scopes: both },
      { name: 'x'.repeat(61), scopes: both },
      { name: 'x\0', scopes: both },
      { name: 'x' },
      { name: 'x', scopes: [] },
      { name: 'x', scopes: ['profiles:admin'] },
      { name: 'x', scopes: ['profiles:read', 'profiles:read'] },
      { name: 'x', scopes: both, expiresIn: 0 },
      { name: 'x', scopes: both, expiresIn: 1.5 },
      { name: 'x', scopes: both, expiresIn: 315_360_001 },
      { name: 'x', scopes: both, remaining: 5 },
    ]) {
      expect({ input, ...(await visage.mutate('apiKey.create', input, ada)).error }).toMatchObject({
        input,
        reason: 'invalid_input',
      });
    }
    await makeKey(visage, ada, ['profiles:write'], { name: '🦊'.repeat(60), expiresIn: 1 });
    await makeKey(visage, ada, ['profiles:write'], { name: 'x', expiresIn: 315_360_000 });
  });

  test('is refused beyond 50 that work, also of several at once, and makes none', async () => {
    const person = await visage.signUp();
    await visage.sql`
      INSERT INTO api_key (id, name, user_id, hash) SELECT 'full-' || n, 'Key ' || n, ${person.id}, 'hash-' || n
      FROM generate_series(1, 49) n`;
    const make = () => visage.mutate('apiKey.create', { name: 'One more', scopes: both }, person);
    const made = await Promise.all([make(), make(), make()]);
    for (const { error } of made.filter(({ status }) => status !== 200)) {
      expect(error).toMatchObject({ code: 'CONFLICT', reason: 'too_many_keys' });
    }
    if ((await list(person)).length < 50) expect((await make()).status).toBe(200);
    expect(await list(person)).toHaveLength(50);
    expect((await make()).error?.reason).toBe('too_many_keys');
    expect(await visage.sql`SELECT 1 FROM api_key WHERE user_id = ${person.id}`).toHaveLength(50);
    await expire('full-1');
    expect((await make()).status).toBe(200);
  });

  test('of an account that is being deleted is refused, and makes none', async () => {
    const person = await visage.signUp();
    const making = await visage.sql.begin(async (tx) => {
      await tx`DELETE FROM "user" WHERE id = ${person.id}`;
      const called = visage.mutate('apiKey.create', { name: 'x', scopes: both }, person);
      const waits = () => visage.sql`SELECT 1 FROM pg_stat_activity
        WHERE datname = current_database() AND wait_event_type = 'Lock' AND query LIKE '%api_key%'`;
      while ((await waits()).length === 0) await Bun.sleep(5);
      // In an object, or the transaction would wait for what waits for it.
      return { called };
    });
    expect((await making.called).error).toMatchObject({ code: 'UNAUTHORIZED', reason: 'unauthenticated' });
    expect(await visage.sql`SELECT 1 FROM api_key WHERE user_id = ${person.id}`).toHaveLength(0);
  });

  test('is for a session, from a page of the site: never for a key, whatever its scopes', async () => {
    const key = await makeKey(visage, ada);
    const held = await list(ada);
    for (const [path, input] of [
      ['apiKey.create', { name: 'x', scopes: both }],
      ['apiKey.revoke', { id: key.id }],
      ['account.delete', {}],
    ] as const) {
      expect((await visage.mutate(path, input)).error?.code).toBe('UNAUTHORIZED');
      expect((await act(visage, path, key, input)).error?.code).toBe('FORBIDDEN');
      const elsewhere = await visage.mutate(path, input, ada, { origin: 'https://evil.example' });
      expect(elsewhere.error?.code).toBe('FORBIDDEN');
    }
    expect((await visage.query('apiKey.list')).error?.code).toBe('UNAUTHORIZED');
    expect((await ask(visage, 'apiKey.list', key)).error?.code).toBe('FORBIDDEN');
    const now = await list(ada);
    expect(now.map(({ id }: { id: string }) => id)).toEqual(held.map(({ id }: { id: string }) => id));
  });

  test('has no other way than the API: the plugin’s own routes are closed', async () => {
    const { id } = await makeKey(visage, ada);
    const cookie = { cookie: ada.cookie };
    for (const [path, body] of [
      ['create', { name: 'x' }],
      ['update', { keyId: id, name: 'x' }],
      ['delete', { keyId: id }],
      ['verify', { key: 'x' }],
      ['delete-all-expired-api-keys', {}],
    ] as const) {
      expect((await auth(visage, `api-key/${path}`, body, cookie)).status).toBe(404);
    }
    for (const path of ['list', `get?id=${id}`]) {
      expect((await visage.picture(`/api/auth/api-key/${path}`, { headers: cookie })).status).toBe(404);
    }
  });

  test('and a key signs nobody in, nor does a cookie beside one', async () => {
    const { headers } = await makeKey(visage, ada);
    const session = async (more: Record<string, string>) =>
      (await visage.picture('/api/auth/get-session', { headers: more })).json();
    expect(await session({ cookie: ada.cookie })).not.toBeNull();
    expect(await session(headers)).toBeNull();
    expect(await session({ ...headers, cookie: ada.cookie })).toBeNull();
    const body = { currentPassword: ada.password, newPassword: 'a new password' };
    expect((await auth(visage, 'change-password', body, headers)).status).toBe(403);
    expect((await auth(visage, 'change-password', body, { ...headers, cookie: ada.cookie })).status).toBe(403);
  });
});
