import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../test/auth';
import { createAuthenticator } from '../../test/authenticator';
import { lastMail, pathOf, upload } from '../../test/deeds';
import { addPasskey, askOfPasskeys } from '../../test/passkeys';
import { providerSettings } from '../../test/provider-settings';
import { comeBack, setOut, standInProviders } from '../../test/providers';
import { cookieOf, type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

type Answered = Pick<Response, 'headers' | 'status'>;

const credentials = ({ email, password }: Person) => ({ email, password });
const signIn = (visage: TestVisage, person: Person, more: object = {}, headers: Record<string, string> = {}) =>
  auth(visage, 'sign-in/email', { ...credentials(person), ...more }, headers);
const linkIn = (visage: TestVisage, { email }: Person) => new URL(lastMail(visage, email)?.link ?? '');
const follow = (visage: TestVisage, person: Person, headers: Record<string, string> = {}) => {
  const { pathname, search } = linkIn(visage, person);
  return visage.picture(`${pathname}${search}`, { headers });
};

async function askToReset(visage: TestVisage, person: Person): Promise<string> {
  await auth(visage, 'request-password-reset', { email: person.email, redirectTo: '/reset-password' });
  return linkIn(visage, person).pathname.split('/').at(-1) ?? '';
}

async function byPasskey(visage: TestVisage, person: Person): Promise<Response> {
  const authenticator = createAuthenticator();
  const rpId = new URL(visage.origin).hostname;
  await addPasskey(visage, person, { authenticator, rpId });
  const { body, cookie } = await askOfPasskeys(visage, 'generate-authenticate-options');
  const response = authenticator.get(body.challenge, { origin: visage.origin, rpId });
  return auth(visage, 'passkey/verify-authentication', { response }, { cookie });
}

async function byProvider(visage: TestVisage): Promise<Response> {
  const elsewhere = standInProviders();
  try {
    elsewhere.comes({ id: 1, email: 'grace@example.org' });
    const { state, cookie } = await setOut(visage, 'github');
    return await comeBack(visage, 'github', { code: 'a code', state }, { cookie });
  } finally {
    elsewhere.stop();
  }
}

/** A session that began long enough ago to be prolonged. */
async function grownOld(visage: TestVisage, person: Person): Promise<void> {
  await visage.sql`UPDATE session SET expires_at = now() + interval '20 days' WHERE user_id = ${person.id}`;
}

const cleared = ['dont_remember', 'session_data', 'session_token'];

/** Every flow that sets or clears cookies, and their names without the prefix. */
const flows: [flow: string, run: (visage: TestVisage, person: Person) => Promise<Answered>, cookies: string[]][] = [
  [
    'signing up',
    (visage) =>
      auth(visage, 'sign-up/email', {
        name: 'X',
        email: `${crypto.randomUUID()}@example.org`,
        password: 'long enough',
      }),
    ['session_token'],
  ],
  ['signing in', signIn, ['session_token']],
  [
    'signing in for this visit',
    (visage, person) => signIn(visage, person, { rememberMe: false }),
    ['dont_remember', 'session_token'],
  ],
  [
    'asking for a passkey’s challenge',
    (visage) => visage.picture('/api/auth/passkey/generate-authenticate-options'),
    ['passkey_challenge'],
  ],
  [
    'asking to register a passkey',
    (visage, { cookie }) => visage.picture('/api/auth/passkey/generate-register-options', { headers: { cookie } }),
    ['passkey_challenge'],
  ],
  ['signing in by passkey', byPasskey, ['session_token']],
  ['setting out for a provider', (visage) => auth(visage, 'sign-in/social', { provider: 'github' }), ['state']],
  ['coming back from a provider', byProvider, ['session_token', 'state']],
  [
    'changing a password',
    (visage, { cookie, password }) =>
      auth(
        visage,
        'change-password',
        { currentPassword: password, newPassword: 'a new password', revokeOtherSessions: true },
        { cookie },
      ),
    ['session_token'],
  ],
  [
    'a session that is prolonged, by the API',
    async (visage, person) => {
      await grownOld(visage, person);
      return visage.query('profile.me', undefined, person);
    },
    ['session_token'],
  ],
  [
    'a session that is prolonged, by asking for it',
    async (visage, person) => {
      await grownOld(visage, person);
      return visage.picture('/api/auth/get-session', { headers: { cookie: person.cookie } });
    },
    ['session_token'],
  ],
  ['signing out', (visage, { cookie }) => auth(visage, 'sign-out', {}, { cookie }), cleared],
  [
    'a session that has ended',
    async (visage, person) => {
      await visage.sql`DELETE FROM session WHERE user_id = ${person.id}`;
      return visage.picture('/api/auth/get-session', { headers: { cookie: person.cookie } });
    },
    cleared,
  ],
  ['verifying an address', (visage, person) => follow(visage, person, { cookie: person.cookie }), []],
  ['asking for a new password', (visage, { email }) => auth(visage, 'request-password-reset', { email }), []],
  [
    'choosing a new password by the link',
    async (visage, person) =>
      auth(visage, 'reset-password', { token: await askToReset(visage, person), newPassword: 'a new password' }),
    [],
  ],
  ['a wrong password', (visage, person) => signIn(visage, person, { password: 'not the password' }), []],
  [
    'a picture, asked for with a session',
    async (visage, person) => {
      await upload(visage, person);
      await grownOld(visage, person);
      return visage.picture(pathOf(person), { headers: { cookie: person.cookie } });
    },
    [],
  ],
  ['deleting an account', (visage, person) => visage.mutate('account.delete', {}, person), cleared],
];

describe.each([
  ['http', '', 'visage.', ['HttpOnly', 'Path=/', 'SameSite=Lax']],
  ['https', 'https://pictures.example.org', '__Host-visage.', ['HttpOnly', 'Path=/', 'SameSite=Lax', 'Secure']],
] as const)('over %s', (_, publicUrl, prefix, flags) => {
  let visage: TestVisage;
  beforeAll(async () => {
    visage = await startTestVisage({ ...providerSettings, ...(publicUrl !== '' && { PUBLIC_URL: publicUrl }) });
  });
  afterAll(() => visage.stop());

  test.each(flows)('cookies of %s', async (_, run, names) => {
    const answered = await run(visage, await visage.signUp());
    const set = answered.headers.getSetCookie().map((each) => {
      const [pair = '', ...attributes] = each.split('; ');
      return { name: pair.split('=')[0], flags: attributes.filter((one) => !/^(Max-Age|Expires)=/.test(one)).sort() };
    });
    expect(set.sort((one, other) => String(one.name).localeCompare(String(other.name)))).toEqual(
      names.map((name) => ({ name: `${prefix}${name}`, flags: [...flags] })),
    );
  });
});

describe('a session is never one that someone else could know', () => {
  let visage: TestVisage;
  let ada: Person;
  let eve: Person;
  beforeAll(async () => {
    visage = await startTestVisage();
    [ada, eve] = [await visage.signUp(), await visage.signUp()];
  });
  afterAll(() => visage.stop());

  const ownerOf = async (cookie: string) => (await visage.query('profile.me', undefined, { ...ada, cookie })).data?.id;
  const sessions = async ({ id }: Person) =>
    (await visage.sql`SELECT token FROM session WHERE user_id = ${id}`).map(({ token }) => token as string);

  test('signing in takes over no cookie that was there before: made up, ended, or of someone else', async () => {
    const ended = cookieOf(await signIn(visage, ada));
    await auth(visage, 'sign-out', {}, { cookie: ended });
    for (const planted of [
      eve.cookie,
      ended,
      'visage.session_token=chosen-by-eve.c2lnbmF0dXJl',
      'visage.session_token=x',
    ]) {
      const before = await ownerOf(planted);
      const cookie = cookieOf(await signIn(visage, ada, {}, { cookie: planted }));
      expect(await ownerOf(cookie)).toBe(ada.id);
      expect(cookie.split(';')[0]).not.toBe(planted);
      expect(await ownerOf(planted)).toBe(before);
    }
  });

  test('nor does signing up', async () => {
    const email = `${crypto.randomUUID()}@example.org`;
    const sent = { name: 'X', email, password: 'long enough' };
    const cookie = cookieOf(await auth(visage, 'sign-up/email', sent, { cookie: eve.cookie }));
    expect(cookie).not.toContain(eve.cookie);
    expect(await ownerOf(eve.cookie)).toBe(eve.id);
    expect(await ownerOf(cookie)).not.toBe(eve.id);
  });

  test('each sign-in has an id of its own, by password and by passkey', async () => {
    const before = await sessions(ada);
    const cookies = [cookieOf(await signIn(visage, ada)), cookieOf(await signIn(visage, ada))];
    cookies.push(cookieOf(await byPasskey(visage, ada)));
    expect(new Set([ada.cookie, ...cookies]).size).toBe(4);
    expect(new Set(await sessions(ada)).size).toBe(before.length + 3);
  });

  test('a password that is changed, ending the other sessions, ends this one’s id too', async () => {
    const person = await visage.signUp();
    const [before] = await sessions(person);
    const body = { currentPassword: person.password, newPassword: 'a new password', revokeOtherSessions: true };
    const cookie = cookieOf(await auth(visage, 'change-password', body, { cookie: person.cookie }));
    expect(await ownerOf(cookie)).toBe(person.id);
    expect(await ownerOf(person.cookie)).toBeUndefined();
    expect(await sessions(person)).not.toContain(before ?? '');
  });

  test('a password that is reset leaves no session, and makes none', async () => {
    const person = await visage.signUp();
    const token = await askToReset(visage, person);
    const answered = await auth(visage, 'reset-password', { token, newPassword: 'a new password' });
    expect([answered.status, cookieOf(answered)]).toEqual([200, '']);
    expect(await sessions(person)).toEqual([]);
  });

  test('no address carries one: a token in the query is nobody’s', async () => {
    const token = decodeURIComponent(ada.cookie.split('=')[1] ?? '');
    for (const query of [`session_token=${token}`, ada.cookie, `token=${token.split('.')[0]}`]) {
      const answered = await visage.picture(`/api/auth/get-session?${query}`);
      expect(await answered.json()).toBeNull();
      expect((await visage.picture(`/trpc/profile.me?${query}`)).status).toBe(401);
    }
  });
});
