import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../test/auth';
import { own, verifyAddress, whole } from '../../test/deeds';
import { cookieOf, type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage({ TRUSTED_ORIGINS: 'https://site.example.org' });
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

const credentials = ({ email, password }: Person) => ({ email, password });
const signedIn = async (cookie: string) =>
  (await visage.query('profile.me', undefined, { ...ada, cookie })).status === 200;

describe('signing up', () => {
  test('makes an account, a profile as chosen, and a session', async () => {
    const person = await visage.signUp('  Zoë  ', { visibility: 'members' });
    expect(await own(visage, person)).toMatchObject({ displayName: 'Zoë', visibility: 'members', email: person.email });
    expect((await own(visage, await visage.signUp('Plain'))).visibility).toBe('public');
  });

  test('takes an address in any case as the same', async () => {
    const sent = { name: 'X', email: ` ${ada.email.toUpperCase()} `, password: 'long enough' };
    const answered = await auth(visage, 'sign-up/email', sent);
    expect(answered.ok).toBe(false);
    expect(answered.status).toBeLessThan(500);
    expect((await auth(visage, 'sign-in/email', { ...credentials(ada), email: ada.email.toUpperCase() })).status).toBe(
      200,
    );
  });

  test.each([
    ['no name', { name: '  ' }],
    ['a name too long', { name: 'x'.repeat(81) }],
    ['a name with control characters', { name: 'a\u0007b' }],
    ['no address', { email: '' }],
    ['an address that is none', { email: 'nobody' }],
    ['an address too long', { email: `${'x'.repeat(250)}@example.org` }],
    ['a short password', { password: '1234567' }],
    ['a password too long', { password: 'x'.repeat(129) }],
    ['no password', { password: undefined }],
    ['a visibility that is none', { visibility: 'secret' }],
  ])('is refused with %s', async (_, wrong) => {
    const email = `${crypto.randomUUID()}@example.org`;
    const answered = await auth(visage, 'sign-up/email', { name: 'X', email, password: 'long enough', ...wrong });
    expect(answered.status).toBe(400);
    expect(await visage.sql`SELECT 1 FROM "user" WHERE email = ${email}`).toHaveLength(0);
  });

  test('verifies no address and makes no administrator by asking for it', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const wish = { emailVerified: true, id: 'chosen', role: 'admin', createdAt: '2000-01-01T00:00:00Z' };
    await auth(visage, 'sign-up/email', { name: 'X', email, password: 'long enough', ...wish });
    const [row] = await visage.sql`SELECT id, email_verified FROM "user" WHERE email = ${email}`;
    if (row) expect(row.email_verified).toBe(false);
    expect(row?.id).not.toBe('chosen');
  });

  test('by two at once with one address makes one account', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const sent = { name: 'X', email, password: 'long enough' };
    const answers = await Promise.all([auth(visage, 'sign-up/email', sent), auth(visage, 'sign-up/email', sent)]);
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1);
    for (const { status } of answers) expect(status).toBeLessThan(500);
  });
});

describe('a session', () => {
  test('rides in a cookie that scripts can’t read and other sites don’t send', async () => {
    const answered = await auth(visage, 'sign-in/email', credentials(ada));
    expect(answered.status).toBe(200);
    expect(answered.headers.get('cache-control')).toBe('private, no-store');
    const cookie = answered.headers.getSetCookie().find((each) => each.includes('session_token')) ?? '';
    expect(cookie).toMatch(/^visage\.session_token=[^;]+; /);
    expect(cookie).toMatch(/; HttpOnly/i);
    expect(cookie).toMatch(/; SameSite=Lax/i);
    expect(cookie).toMatch(/; Path=\/(;|$)/i);
    expect(cookie).not.toMatch(/; Domain=/i);
    expect(cookie).not.toMatch(/; Secure/i);
  });

  test('is for https alone where the site is', async () => {
    const there = await startTestVisage({ PUBLIC_URL: 'https://pictures.example.org' });
    const person = await there.signUp();
    const answered = await auth(there, 'sign-in/email', credentials(person));
    expect(answered.headers.getSetCookie()[0]).toMatch(/^__Host-visage\.session_token=.*; Secure/i);
    expect((await there.query('profile.me', undefined, person)).status).toBe(200);
    await there.stop();
  });

  test('ended works nowhere, at once, on any server of the database', async () => {
    const beside = await startTestVisage({ PUBLIC_URL: visage.origin }, { beside: visage });
    const cookie = cookieOf(await auth(visage, 'sign-in/email', credentials(ada)));
    const there = () => beside.query('profile.me', undefined, { ...ada, cookie });
    expect((await there()).status).toBe(200);
    const answered = await auth(visage, 'sign-out', {}, { cookie });
    expect(answered.status).toBe(200);
    expect(answered.headers.getSetCookie().join()).toMatch(/session_token=;/);
    expect(await signedIn(cookie)).toBe(false);
    expect((await there()).status).toBe(401);
    expect(await signedIn(ada.cookie)).toBe(true);
    await beside.stop();
  });

  test('altered, signed by another secret, or past its end is none', async () => {
    const value = ada.cookie.split('=').slice(1).join('=');
    for (const cookie of [
      `${ada.cookie}x`,
      `visage.session_token=${value.split('.')[0]}`,
      `visage.session_token=${value.replace(/^./, value.startsWith('Z') ? 'Y' : 'Z')}`,
      'visage.session_token=',
      'visage.session_token=%',
      'visage.session_token=a.b',
      `better-auth.session_token=${value}`,
      'x'.repeat(4000),
    ]) {
      expect({ cookie, signedIn: await signedIn(cookie) }).toEqual({ cookie, signedIn: false });
    }
    const cookie = cookieOf(await auth(visage, 'sign-in/email', credentials(ada)));
    const token = decodeURIComponent(cookie.split('=')[1] ?? '').split('.')[0] ?? '';
    await visage.sql`UPDATE session SET expires_at = now() - interval '1 second' WHERE token = ${token}`;
    expect(await signedIn(cookie)).toBe(false);
  });
});

describe('signing in', () => {
  test('answers alike for a wrong password and an address nobody has', async () => {
    const wrong = await whole(await auth(visage, 'sign-in/email', { email: ada.email, password: 'not the password' }));
    const unknown = await whole(
      await auth(visage, 'sign-in/email', { email: 'no@example.org', password: 'not the password' }),
    );
    expect(wrong.status).toBe(401);
    expect(wrong).toEqual(unknown);
  });

  test('takes what is typed as it is: the password is not trimmed, garbage is refused', async () => {
    for (const body of [
      { email: ada.email, password: ` ${ada.password}` },
      { email: ada.email, password: ada.password.toUpperCase() },
      { email: ada.email },
      { password: ada.password },
      { email: { x: 1 }, password: { y: 1 } },
    ]) {
      const { status } = await auth(visage, 'sign-in/email', body);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(status).toBeLessThan(500);
    }
  });

  test('body that is no JSON object, or too large, is refused', async () => {
    for (const [body, status] of [
      ['{', 400],
      ['[]', 400],
      ['"x"', 400],
      [`{"email":"${'x'.repeat(70_000)}"}`, 413],
    ] as const) {
      const answered = await visage.picture('/api/auth/sign-in/email', {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: visage.origin, 'x-forwarded-for': '10.250.0.1' },
        body,
      });
      expect(answered.status).toBe(status);
      expect(answered.headers.get('cache-control')).toBe('private, no-store');
    }
  });
});

describe('with a cookie, under /api/auth', () => {
  const signOut = (headers: Record<string, string>) =>
    visage.picture('/api/auth/sign-out', {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: '{}',
    });

  test('only pages of the site and trusted ones may act', async () => {
    for (const origin of [undefined, 'null', 'https://evil.example', 'http://site.example.org']) {
      const answered = await signOut({ cookie: ada.cookie, ...(origin && { origin }) });
      expect(answered.status).toBe(403);
      expect(await signedIn(ada.cookie)).toBe(true);
    }
    const cookie = cookieOf(await auth(visage, 'sign-in/email', credentials(ada)));
    expect((await signOut({ cookie, origin: 'https://site.example.org' })).status).toBe(200);
  });

  test('an answer is readable for trusted origins alone', async () => {
    const cors = async (origin: string, method = 'GET') => {
      const { headers, status } = await visage.picture('/api/auth/get-session', { method, headers: { origin } });
      return [status, headers.get('access-control-allow-origin'), headers.get('access-control-allow-credentials')];
    };
    expect(await cors('https://site.example.org')).toEqual([200, 'https://site.example.org', 'true']);
    expect(await cors('https://evil.example')).toEqual([200, null, null]);
    expect(await cors('https://site.example.org', 'OPTIONS')).toEqual([204, 'https://site.example.org', 'true']);
    expect(await cors('https://evil.example', 'OPTIONS')).toEqual([204, null, null]);
  });

  test('what Visage does itself is not there twice', async () => {
    await verifyAddress(visage, ada);
    for (const path of ['update-user', 'delete-user', 'update-user/', '/update-user', 'UPDATE-USER']) {
      const answered = await auth(visage, path, { name: 'Changed', image: 'x' }, { cookie: ada.cookie });
      expect({ path, status: answered.status }).toEqual({ path, status: 404 });
    }
    // Spelt otherwise, a limited path is no way around its limit.
    for (const path of [
      'sign-in/email/',
      '/sign-in/email',
      'sign-in//email',
      'sign-in/%65mail',
      'sign-in/email;x',
      'Sign-In/email',
    ]) {
      expect({ path, status: (await auth(visage, path, credentials(ada))).status }).toEqual({ path, status: 404 });
    }
  });
});
