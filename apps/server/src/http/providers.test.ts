import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth, newAddress } from '../../test/auth';
import { lastMail, useUp, verifyAddress } from '../../test/deeds';
import { providerSettings } from '../../test/provider-settings';
import {
  comeBack,
  type Elsewhere,
  type Provider,
  setOut,
  standInProviders,
  throughProvider,
  tokenOf,
} from '../../test/providers';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

let visage: TestVisage;
let elsewhere: ReturnType<typeof standInProviders>;

beforeAll(async () => {
  elsewhere = standInProviders();
  visage = await startTestVisage({ ...providerSettings, ADMIN_EMAILS: 'boss@example.org' });
});
afterAll(async () => {
  await visage.stop();
  elsewhere.stop();
});

let ids = 1000;
/** Someone whom nobody here knows yet. */
const newcomer = (more: Partial<Elsewhere> = {}): Elsewhere & { email: string } => {
  ids += 1;
  return { id: ids, email: `newcomer${ids}@example.org`, ...more } as Elsewhere & { email: string };
};
const come = async (provider: Provider, who: Elsewhere, more: object = {}) => {
  elsewhere.comes(who);
  return throughProvider(visage, provider, more);
};
const meOf = async (cookie: string | null) =>
  (await visage.query('profile.me', undefined, { cookie: cookie ?? '' } as Person)).data;
const userOf = async (email: string) =>
  (await visage.sql`SELECT id, email_verified AS verified, image FROM "user" WHERE email = ${email}`)[0];
const waysIn = async (email: string) =>
  (
    await visage.sql`SELECT a.provider_id AS id FROM account a JOIN "user" u ON u.id = a.user_id WHERE u.email = ${email} ORDER BY 1`
  ).map(({ id }) => id);
const refusedFor = (error: string) => ({ status: 302, location: `/sign-in?error=${error}`, cookie: null });

describe.each(['github', 'google'] as const)('signing in with %s', (provider) => {
  test('the first time makes an account whose address is verified, and a profile by the name there', async () => {
    const who = newcomer({ name: 'Grace Hopper' });
    const { status, location, cookie } = await come(provider, who);
    expect([status, location]).toEqual([302, '/me']);
    const me = await meOf(cookie);
    expect(me).toMatchObject({ displayName: 'Grace Hopper', visibility: 'public', email: who.email, picture: null });
    expect(me.handle).toMatch(/^gracehopper\d{4,}$/);
    expect(await userOf(who.email)).toMatchObject({ verified: true, image: null });
    expect(lastMail(visage, who.email)).toBeNull();
  });

  test('the second time finds the same, whatever their address there is by then', async () => {
    const who = newcomer();
    const first = await meOf((await come(provider, who)).cookie);
    const again = await meOf((await come(provider, { ...who, email: `moved${who.id}@example.org` })).cookie);
    expect([again.id, again.email]).toEqual([first.id, who.email]);
  });

  test('is asked for by a code that only who set out can have exchanged', async () => {
    const { url, state, cookie } = await setOut(visage, provider);
    const challenge = url.searchParams.get('code_challenge') ?? '';
    expect(url.searchParams.get('redirect_uri')).toBe(`${visage.origin}/api/auth/callback/${provider}`);
    elsewhere.comes(newcomer());
    elsewhere.asked.length = 0;
    await comeBack(visage, provider, { code: 'a code', state }, { cookie });
    const verifier = new URLSearchParams(elsewhere.asked[0]?.body).get('code_verifier') ?? '';
    expect(new Bun.CryptoHasher('sha256').update(verifier).digest('base64url')).toBe(challenge);
  });

  test('keeps no token of theirs, the first time or later', async () => {
    const who = newcomer();
    await come(provider, who);
    await come(provider, who);
    const rows =
      await visage.sql`SELECT row_to_json(account)::text AS row FROM account WHERE account_id = ${String(who.id)}`;
    expect(rows).toHaveLength(1);
    expect(rows[0]?.row).toContain('"access_token":null');
    // Random ids may hold "eyJ", but never with a dot after it.
    expect(rows[0]?.row).not.toMatch(new RegExp(`${tokenOf(provider)}|eyJ[\\w-]+\\.`));
    expect(visage.logged.join('\n')).not.toContain(tokenOf(provider));
  });

  test('an address that isn’t verified there is none: no account, no session, and nothing said of who has it here', async () => {
    const known = await visage.signUp();
    await verifyAddress(visage, known);
    const nobodys = newcomer({ verified: false });
    expect(await come(provider, nobodys)).toEqual(refusedFor('email_not_found'));
    expect(await userOf(nobodys.email)).toBeUndefined();
    expect(await come(provider, newcomer({ email: known.email, verified: false }))).toEqual(
      refusedFor('email_not_found'),
    );
    expect(await waysIn(known.email)).toEqual(['credential']);
  });

  test('links into the account that has the address, once both sides have verified it', async () => {
    const person = await visage.signUp();
    await verifyAddress(visage, person);
    const { cookie } = await come(provider, newcomer({ email: person.email.toUpperCase() }));
    expect((await meOf(cookie)).id).toBe(person.id);
    expect(await waysIn(person.email)).toEqual(['credential', provider]);
    expect((await meOf(person.cookie)).displayName).toBe('Ada Lovelace');
  });

  test('never links into an account whose own address is unverified: whoever signed up with it may not own it', async () => {
    const squatter = await visage.signUp();
    const owner = newcomer({ email: squatter.email });
    expect(await come(provider, owner)).toEqual(refusedFor('account_not_linked'));
    // Neither with the squatter signed in in the same browser.
    elsewhere.comes(owner);
    const { state, cookie } = await setOut(visage, provider);
    const answered = await comeBack(
      visage,
      provider,
      { code: 'x', state },
      { cookie: `${cookie}; ${squatter.cookie}` },
    );
    expect(answered.headers.get('location')).toBe('/sign-in?error=account_not_linked');
    expect(await userOf(squatter.email)).toMatchObject({ verified: false });
    expect(await waysIn(squatter.email)).toEqual(['credential']);
  });

  test('makes an administrator of whose address ADMIN_EMAILS names', async () => {
    const { cookie } = await come(provider, { id: 7, email: 'boss@example.org' });
    const other = await visage.signUp('Someone', { visibility: 'private' });
    const seen = (person: string | null) =>
      visage.query('profile.get', { id: other.id }, { cookie: person ?? '' } as Person);
    expect((await seen(cookie)).status).toBe(200);
    expect((await seen((await come(provider, newcomer())).cookie)).status).toBe(404);
  });
});

describe('what is told elsewhere', () => {
  test('is a name as far as it can be one here', async () => {
    for (const [name, here] of [
      ['x'.repeat(200), 'x'.repeat(80)],
      ['a\u0000b', 'grace'],
      ['', 'grace'],
    ] as const) {
      const { cookie } = await come('github', newcomer({ name }));
      expect((await meOf(cookie)).displayName).toBe(here);
    }
    const { cookie } = await come('google', newcomer({ name: ' ' }));
    expect((await meOf(cookie)).displayName).toBe('User');
  });

  test('is no address where it can’t be one', async () => {
    for (const email of [null, 'not an address', 'a\u0000@example.org', `${'x'.repeat(250)}@example.org`]) {
      expect(await come('google', { id: 1, email })).toEqual(refusedFor('email_not_found'));
    }
  });

  test('by a provider that refuses the code, or can’t be reached, leads back to the sign-in page', async () => {
    for (const what of ['refused', 'broken'] as const) {
      elsewhere.comes(what);
      expect(await throughProvider(visage, 'github')).toEqual(refusedFor('invalid_code'));
    }
  });
});

describe('the way back', () => {
  test('without the state that was sent, with another’s, or a second time is refused, and signs nobody in', async () => {
    elsewhere.comes(newcomer());
    const mine = await setOut(visage, 'github');
    const eves = await setOut(visage, 'github');
    const back = async (query: Record<string, string>, cookie?: string) => {
      const { headers, status } = await comeBack(visage, 'github', query, cookie ? { cookie } : {});
      return {
        status,
        location: headers.get('location'),
        session: /session_token=[^;]/.test(`${headers.getSetCookie()}`),
      };
    };
    const refused = (error: string) => ({ status: 302, location: `/sign-in?error=${error}`, session: false });
    elsewhere.asked.length = 0;
    expect(await back({ code: 'x' }, mine.cookie)).toEqual(refused('state_not_found'));
    expect(await back({ code: 'x', state: 'made-up' }, mine.cookie)).toEqual(refused('state_mismatch'));
    expect(await back({ code: 'x', state: mine.state })).toEqual(refused('state_mismatch'));
    expect(await back({ code: 'x', state: eves.state }, mine.cookie)).toEqual(refused('state_mismatch'));
    expect(await back({ code: 'x', state: mine.state }, `${mine.cookie}x`)).toEqual(refused('state_mismatch'));
    expect(elsewhere.asked).toEqual([]);
    expect(await back({ code: 'x', state: mine.state }, mine.cookie)).toMatchObject({ location: '/me', session: true });
    expect(await back({ code: 'x', state: mine.state }, mine.cookie)).toEqual(refused('state_mismatch'));
  });

  test('by who thought better of it leads to where they came from', async () => {
    const { state, cookie } = await setOut(visage, 'google', { errorCallbackURL: '/sign-up' });
    const answered = await comeBack(visage, 'google', { error: 'access_denied', state }, { cookie });
    expect(answered.headers.get('location')).toBe('/sign-up?error=access_denied');
  });

  test('leads to pages of this site alone', async () => {
    const person = newcomer();
    expect((await come('github', person, { callbackURL: '/settings/data?x=1' })).location).toBe('/settings/data?x=1');
    for (const elsewhere of [
      'https://evil.example/',
      '//evil.example',
      '/\\evil.example',
      '/\t/evil.example',
      'javascript:alert(1)',
      'me',
      '',
      visage.origin,
    ]) {
      for (const field of ['callbackURL', 'errorCallbackURL']) {
        const answered = await auth(visage, 'sign-in/social', { provider: 'github', [field]: elsewhere });
        expect({ field, elsewhere, status: answered.status }).toEqual({ field, elsewhere, status: 400 });
      }
    }
    const { url, cookie } = await setOut(visage, 'github', { newUserCallbackURL: 'https://evil.example/' });
    const state = url.searchParams.get('state') ?? '';
    elsewhere.comes(newcomer());
    const answered = await comeBack(visage, 'github', { code: 'x', state }, { cookie });
    expect(answered.headers.get('location')).toBe('/me');
  });

  test('is no POST', async () => {
    expect((await auth(visage, 'callback/github', { code: 'x', state: 'y' })).status).toBe(404);
  });
});

describe('setting out', () => {
  test('is for pages of this site alone, with or without a cookie', async () => {
    for (const origin of ['https://evil.example', 'null']) {
      const answered = await auth(visage, 'sign-in/social', { provider: 'github' }, { origin });
      expect([answered.status, answered.headers.getSetCookie()]).toEqual([403, []]);
    }
  });

  test('takes nothing but where to: no token in place of the trip, no further scope or parameter', async () => {
    const { url } = await setOut(visage, 'google', {
      idToken: { token: 'forged' },
      scopes: ['https://mail.google.com/'],
      additionalParams: { access_type: 'offline' },
      additionalData: { link: { email: 'ada@example.org', userId: 'ada' } },
      loginHint: 'ada',
    });
    expect(url.searchParams.get('scope')).toBe('email profile openid');
    expect(url.search).not.toMatch(/offline|login_hint/);
    for (const provider of ['facebook', '__proto__', '', undefined]) {
      expect((await auth(visage, 'sign-in/social', { provider })).status).toBe(400);
    }
  });

  test('says who may see the profile that is made, and changes nothing of one that is there', async () => {
    const who = newcomer();
    expect(await meOf((await come('github', who, { visibility: 'private' })).cookie)).toMatchObject({
      visibility: 'private',
    });
    expect(await meOf((await come('github', who, { visibility: 'public' })).cookie)).toMatchObject({
      visibility: 'private',
    });
    expect((await auth(visage, 'sign-in/social', { provider: 'github', visibility: 'nobody' })).status).toBe(400);
  });

  test('is limited as signing in is, and the accounts that it makes as signing up is', async () => {
    const address = newAddress();
    await useUp(visage, `sign-in ${address}`, 30);
    const late = await auth(visage, 'sign-in/social', { provider: 'github' }, { 'x-forwarded-for': address });
    expect(late.status).toBe(429);
    expect(Number(late.headers.get('retry-after'))).toBeGreaterThan(0);

    for (const [from, counted] of [
      [newAddress(), (one: string) => one],
      ['2001:db8:7::1', () => '2001:db8:7::/64'],
    ] as const) {
      await useUp(visage, `sign-up ${counted(from)}`, 10);
      const who = newcomer();
      elsewhere.comes(who);
      const { state, cookie } = await setOut(visage, 'github');
      const headers = { cookie, 'x-forwarded-for': from };
      const answered = await comeBack(visage, 'github', { code: 'x', state }, headers);
      expect(answered.headers.get('location')).toStartWith('/sign-in?error=too_many_accounts');
      expect(await userOf(who.email)).toBeUndefined();
    }
  });
});

describe('an account that was made elsewhere', () => {
  test('has no password until its owner asks for one by mail, and signs in by both then', async () => {
    const who = newcomer();
    const { cookie } = await come('github', who);
    const { id } = await meOf(cookie);
    const change = { currentPassword: 'anything at all', newPassword: 'a new password' };
    expect((await auth(visage, 'change-password', change, { cookie: cookie ?? '' })).status).toBe(400);
    const typed = { email: who.email, password: 'a new password' };
    expect((await auth(visage, 'sign-in/email', typed)).status).toBe(401);
    await auth(visage, 'request-password-reset', { email: who.email, redirectTo: '/reset-password' });
    const token = new URL(lastMail(visage, who.email)?.link ?? '').pathname.split('/').at(-1) ?? '';
    expect((await auth(visage, 'reset-password', { token, newPassword: 'a new password' })).status).toBe(200);
    expect((await auth(visage, 'sign-in/email', typed)).status).toBe(200);
    expect((await meOf((await come('github', who)).cookie)).id).toBe(id);
  });

  test('is exported with where it came from, and erased while its session is young', async () => {
    const who = newcomer();
    const { cookie } = await come('google', who);
    const person = { cookie: cookie ?? '' } as Person;
    const { data } = await visage.query('account.export', undefined, person);
    expect(data.signInMethods).toMatchObject([{ provider: 'google', accountId: String(who.id) }]);
    await visage.sql`UPDATE session SET created_at = now() - interval '2 days' WHERE user_id = ${data.user.id}`;
    expect((await visage.mutate('account.delete', {}, person)).error?.reason).toBe('password_required');
    expect((await visage.mutate('account.delete', { password: 'anything' }, person)).error?.reason).toBe(
      'password_required',
    );
    const young = { cookie: (await come('google', who)).cookie ?? '' } as Person;
    expect((await visage.mutate('account.delete', {}, young)).status).toBe(200);
    expect(await userOf(who.email)).toBeUndefined();
    expect(await visage.sql`SELECT 1 FROM account WHERE account_id = ${String(who.id)}`).toHaveLength(0);
  });

  test('is linked, unlinked and asked about by no route of better-auth’s', async () => {
    const { cookie } = await come('github', newcomer());
    for (const path of ['link-social', 'unlink-account', 'get-access-token', 'refresh-token']) {
      const body = { provider: 'github', providerId: 'github', callbackURL: '/me' };
      expect({ path, status: (await auth(visage, path, body, { cookie: cookie ?? '' })).status }).toEqual({
        path,
        status: 404,
      });
    }
  });
});

test('without its variables a provider isn’t there, and site.settings names those that are', async () => {
  expect((await visage.query('site.settings')).data.signInWith).toEqual(['github', 'google']);
  const usual = await startTestVisage({ GOOGLE_CLIENT_ID: 'x', GOOGLE_CLIENT_SECRET: 'y' });
  try {
    expect((await usual.query('site.settings')).data.signInWith).toEqual(['google']);
    expect((await auth(usual, 'sign-in/social', { provider: 'github' })).status).toBe(404);
    expect((await auth(usual, 'sign-in/social', { provider: 'google' })).status).toBe(200);
    const back = await comeBack(usual, 'github', { code: 'x', state: 'y' });
    expect([back.status, back.headers.get('location')]).toEqual([302, '/sign-in?error=state_mismatch']);
  } finally {
    await usual.stop();
  }
});
