import { afterAll, beforeAll, beforeEach, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../test/auth';
import { own, pathOf, update, upload } from '../../test/deeds';
import { base64 } from '../../test/images';
import { startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

let visage: TestVisage;

// Mail goes to where nobody takes it: without SMTP_URL the log is where mails are shown, on purpose.
beforeAll(async () => {
  visage = await startTestVisage({ SMTP_URL: 'smtp://127.0.0.1:1' });
});
beforeEach(() => {
  visage.logged.length = 0;
});
afterAll(() => visage.stop());

const lines = () => visage.logged.map((line) => JSON.parse(line) as Record<string, unknown>);

describe('the id of a request', () => {
  const idOf = async (headers: Record<string, string>, at = visage) =>
    (await at.picture('/healthz', { headers })).headers.get('x-request-id');

  test('is told in its answer, and each has its own', async () => {
    const [one, other] = [await idOf({}), await idOf({})];
    expect(one).toMatch(/^[\w-]{36}$/);
    expect(other).not.toBe(one);
  });

  test('is the one that a trusted proxy gave it', async () => {
    expect(await idOf({ 'x-request-id': '7f3c2b1a-from.nginx_1' })).toBe('7f3c2b1a-from.nginx_1');
  });

  test.each(['short', 'a'.repeat(65), 'has space in it', '","level":"error', '<script>alert(1)</script>'])(
    'is a new one where that is none: %s',
    async (given) => {
      expect(await idOf({ 'x-request-id': given })).toMatch(/^[\w-]{36}$/);
    },
  );

  test('is a new one, whatever anyone else sends', async () => {
    const distrustful = await startTestVisage({ TRUSTED_PROXY: '' }, { beside: visage });
    try {
      expect(await idOf({ 'x-request-id': '7f3c2b1a-from.nginx_1' }, distrustful)).toMatch(/^[\w-]{36}$/);
    } finally {
      await distrustful.stop();
    }
  });

  test('stands in every line that is logged meanwhile', async () => {
    const person = await visage.signUp();
    visage.logged.length = 0;
    await visage.sql`ALTER TABLE profile RENAME TO profile_away`;
    try {
      const answered = await visage.query('profile.me', undefined, person);
      const id = answered.headers.get('x-request-id');
      expect(answered.status).toBe(500);
      const said = lines().filter(({ request }) => request === id);
      expect(said.map(({ msg }) => msg)).toEqual(['a procedure failed', 'answered with an error']);
    } finally {
      await visage.sql`ALTER TABLE profile_away RENAME TO profile`;
    }
  });

  test('is told of a picture only where it failed: else it would be kept by caches, and tell hidden from missing', async () => {
    const person = await visage.signUp();
    expect((await visage.picture(pathOf(person))).headers.has('x-request-id')).toBe(false);
    await visage.sql`ALTER TABLE alias RENAME TO alias_away`;
    try {
      const answered = await visage.picture('/profile/@somebody/picture');
      expect(answered.status).toBe(500);
      // Of signing up there may be a line still to come: its mail can't be sent.
      const said = lines().findLast(({ msg }) => msg === 'answered with an error');
      expect(said?.request).toBe(answered.headers.get('x-request-id'));
    } finally {
      await visage.sql`ALTER TABLE alias_away RENAME TO alias`;
    }
  });
});

describe('the log', () => {
  test('has a line for each write, and none for reads', async () => {
    const person = await visage.signUp();
    visage.logged.length = 0;
    const { headers } = await visage.mutate('picture.remove', null, person);
    await visage.query('profile.me', undefined, person);
    await visage.picture(pathOf(person));
    // Of signing up there may be a line still to come: its mail can't be sent.
    const all = lines().filter(({ msg }) => msg !== 'a mail could not be sent');
    expect(all).toHaveLength(1);
    expect(all[0]).toMatchObject({
      level: 'info',
      msg: 'answered a write',
      request: headers.get('x-request-id'),
      method: 'POST',
      route: '/trpc/picture.remove',
      status: 200,
    });
  });

  test('names no address, password, cookie, key, token, signature, handle or picture of a whole journey', async () => {
    const person = await visage.signUp('Ada Lovelace');
    const { handle, id } = await own(visage, person);
    await update(visage, person, { displayName: 'Countess', bio: 'Wrote the first program', visibility: 'private' });
    const file = Uint8Array.from(await (await visage.picture('/placeholder.png')).arrayBuffer().then(Buffer.from));
    await upload(visage, person, { file });
    await visage.mutate('picture.upload', { data: base64(file.slice(0, 90)), mimeType: 'image/png' }, person);
    const signed = (await visage.query('picture.signedUrl', {}, person)).data.url as string;
    const { pathname, search, searchParams } = new URL(signed, visage.base);
    expect((await visage.picture(`${pathname}${search}`)).status).toBe(200);
    await visage.picture(`${pathname}${search}x`);
    const { key } = (await visage.mutate('apiKey.create', { name: 'of a script', scopes: ['profiles:read'] }, person))
      .data;
    expect((await visage.query('profile.me', undefined, null, { 'x-api-key': key })).status).toBe(200);
    await visage.query('profile.me', undefined, null, { 'x-api-key': `${key}x` });
    await auth(visage, 'sign-in/email', { email: person.email, password: 'not the password' });
    await auth(visage, 'sign-in/email', { email: person.email, password: person.password });
    await auth(visage, 'request-password-reset', { email: person.email });
    await visage.picture('/api/auth/verify-email?token=a-token-of-someones');
    await visage.sql`ALTER TABLE profile RENAME TO profile_away`;
    await visage.query('profile.me', undefined, person);
    await visage.signUp('Mallory').catch(() => {});
    await visage.sql`ALTER TABLE profile_away RENAME TO profile`;
    await visage.mutate('account.delete', { password: person.password }, person);

    const log = visage.logged.join('');
    expect(lines().length).toBeGreaterThan(10);
    expect(log).toContain('a mail could not be sent');
    const secrets = {
      address: person.email,
      password: person.password,
      'wrong password': 'not the password',
      cookie: person.cookie.split('=')[1]?.slice(0, 20),
      signature: searchParams.get('signature'),
      key,
      token: 'a-token-of-someones',
      handle,
      id,
      bio: 'first program',
      picture: base64(file).slice(0, 40),
      SQL: 'select ',
    };
    for (const [what, secret] of Object.entries(secrets)) {
      expect(secret, what).toBeTruthy();
      expect(log.toLowerCase().includes(String(secret).toLowerCase()), `${what} in the log`).toBe(false);
    }
    expect(log).not.toMatch(/@example\.org/);
  });

  test('has one JSON object a line, whatever anyone sends', async () => {
    const nasty = '\n{"level":"error","msg":"made up"}\u2028\u001b[31m';
    await auth(visage, 'sign-in/email', { email: `${nasty}@example.org`, password: nasty });
    await fetch(`${visage.base}/trpc/${encodeURIComponent(nasty)}`, { method: 'POST', body: nasty });
    await fetch(`${visage.base}/${encodeURIComponent(nasty)}`, { method: 'DELETE' });
    for (const line of visage.logged) {
      expect(line.indexOf('\n')).toBe(line.length - 1);
      expect(line).not.toContain('\u001b');
    }
    expect(lines().every(({ msg }) => msg !== 'made up')).toBe(true);
    expect(lines().length).toBeGreaterThan(1);
  });
});
