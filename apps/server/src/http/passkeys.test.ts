import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth, newAddress } from '../../test/auth';
import { createAuthenticator } from '../../test/authenticator';
import { lastMail, useUp } from '../../test/deeds';
import { makeKey } from '../../test/keys';
import { type Authenticator, addPasskey, askOfPasskeys } from '../../test/passkeys';
import { cookieOf, type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let origin: string;

beforeAll(async () => {
  visage = await startTestVisage();
  ({ origin } = visage);
});
afterAll(() => visage.stop());

const get = (path: string, headers?: Record<string, string>) => askOfPasskeys(visage, path, headers);
const register = (person: Person, authenticator: Authenticator, more: object = {}) =>
  addPasskey(visage, person, { authenticator, ...more });

/** Signs in with a passkey alone. */
async function signIn(authenticator: Authenticator, more: object = {}, headers: Record<string, string> = {}) {
  const { body: options, cookie } = await get('generate-authenticate-options', headers);
  const response = authenticator.get(options.challenge, { origin, ...more });
  return auth(visage, 'passkey/verify-authentication', { response }, { cookie, ...headers });
}

const idOf = async (answered: Response) =>
  (await visage.query('profile.me', undefined, { id: '', email: '', password: '', cookie: cookieOf(answered) })).data
    ?.id;
const held = (person: Person) => visage.sql`SELECT name FROM passkey WHERE user_id = ${person.id}`;

describe('a passkey', () => {
  test('signs its owner in, without address or password', async () => {
    const person = await visage.signUp();
    const passkey = createAuthenticator();
    expect((await register(person, passkey)).status).toBe(200);
    for (let again = 0; again < 2; again += 1) {
      const answered = await signIn(passkey);
      expect(answered.status).toBe(200);
      expect(answered.headers.get('cache-control')).toBe('private, no-store');
      expect(await idOf(answered)).toBe(person.id);
    }
  });

  test('is for the public address of the site: kept by the authenticator, for who unlocks it', async () => {
    const there = await startTestVisage({ PUBLIC_URL: 'https://pictures.example.org' });
    const person = await there.signUp();
    const ask = async (path: string) => {
      const headers = { cookie: person.cookie, host: 'evil.example', 'x-forwarded-host': 'evil.example' };
      // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
      return (await (await there.picture(`/api/auth/passkey/${path}`, { headers })).json()) as any;
    };
    const toRegister = await ask('generate-register-options');
    expect(toRegister.rp).toEqual({ name: 'Visage', id: 'pictures.example.org' });
    expect(toRegister.user.name).toBe(person.email);
    expect(toRegister.authenticatorSelection).toMatchObject({ residentKey: 'required', userVerification: 'required' });
    const toSignIn = await ask('generate-authenticate-options');
    expect(toSignIn).toMatchObject({ rpId: 'pictures.example.org', userVerification: 'required' });
    expect(toSignIn.challenge).not.toBe(toRegister.challenge);
    await there.stop();
  });

  test('is one of 20 at most: who has as many is told so before their device makes another, and after', async () => {
    const person = await visage.signUp();
    expect((await register(person, createAuthenticator())).status).toBe(200);
    await visage.sql`
      INSERT INTO passkey SELECT (jsonb_populate_record(held, jsonb_build_object('id', n::text, 'credential_id', 'c' || n))).*
      FROM passkey held, generate_series(2, 19) n WHERE held.user_id = ${person.id}`;
    const { cookie } = person;
    const { body: options, cookie: challenge } = await get('generate-register-options', { cookie });
    const last = createAuthenticator().create(options.challenge, { origin });
    expect((await register(person, createAuthenticator())).status).toBe(200);
    const asked = await get('generate-register-options', { cookie });
    expect([asked.status, asked.body.code]).toEqual([409, 'TOO_MANY_PASSKEYS']);
    const sent = { response: last, name: 'One too many' };
    const refused = await auth(visage, 'passkey/verify-registration', sent, { cookie: `${cookie}; ${challenge}` });
    expect([refused.status, await refused.json()]).toEqual([409, asked.body]);
    expect(asked.body.message).toBe('You have 20 passkeys already. Remove one that you no longer use first.');
    expect(await held(person)).toHaveLength(20);
    await visage.sql`DELETE FROM passkey WHERE id = '2'`;
    expect((await get('generate-register-options', { cookie })).status).toBe(200);
  });

  test('that was found, and not unlocked, neither becomes one nor signs in', async () => {
    const person = await visage.signUp();
    const passkey = createAuthenticator();
    expect((await register(person, passkey, { verified: false })).status).toBe(401);
    expect(await held(person)).toHaveLength(0);
    expect((await register(person, passkey)).status).toBe(200);
    const answered = await signIn(passkey, { verified: false });
    expect(answered.status).toBe(401);
    expect(await idOf(answered)).toBeUndefined();
  });

  test('that answers another page, another site or another challenge is refused', async () => {
    const person = await visage.signUp();
    const passkey = createAuthenticator();
    const elsewhere = { origin: 'https://evil.example' };
    for (const wrong of [elsewhere, { rpId: 'evil.example' }]) {
      expect((await register(person, createAuthenticator(), wrong)).status).toBe(400);
    }
    expect(await held(person)).toHaveLength(0);
    await register(person, passkey);
    for (const wrong of [elsewhere, { rpId: 'evil.example' }]) expect((await signIn(passkey, wrong)).status).toBe(400);
    const { cookie } = await get('generate-authenticate-options');
    const response = passkey.get('another', { origin });
    expect((await auth(visage, 'passkey/verify-authentication', { response }, { cookie })).status).toBe(400);
    expect((await signIn(createAuthenticator())).status).toBe(401);
  });

  test('answers a challenge once, and only the kind it was given for', async () => {
    const person = await visage.signUp();
    const passkey = createAuthenticator();
    await register(person, passkey);
    const { body, cookie } = await get('generate-authenticate-options');
    const send = (headers: Record<string, string>) =>
      auth(visage, 'passkey/verify-authentication', { response: passkey.get(body.challenge, { origin }) }, headers);
    expect((await send({})).status).toBe(400);
    expect((await send({ cookie })).status).toBe(200);
    expect((await send({ cookie })).status).toBe(400);
    const other = await get('generate-register-options', { cookie: person.cookie });
    const response = passkey.get(other.body.challenge, { origin });
    const mixed = await auth(visage, 'passkey/verify-authentication', { response }, { cookie: other.cookie });
    expect(mixed.status).toBe(400);
  });

  test('of someone is not lent to another account, nor seen, named or deleted by it', async () => {
    const [ada, bob] = [await visage.signUp('Ada'), await visage.signUp('Bob')];
    const passkey = createAuthenticator();
    await register(ada, passkey, { name: '  Ada’s phone ' });
    const [{ id }] = (await get('list-user-passkeys', { cookie: ada.cookie })).body;
    expect((await get('list-user-passkeys', { cookie: bob.cookie })).body).toEqual([]);
    const asBob = { cookie: bob.cookie };
    expect((await auth(visage, 'passkey/delete-passkey', { id }, asBob)).status).toBe(401);
    expect((await auth(visage, 'passkey/update-passkey', { id, name: 'Bob’s' }, asBob)).status).toBe(401);
    expect(await held(ada)).toMatchObject([{ name: 'Ada’s phone' }]);
    const { body, cookie } = await get('generate-register-options', { cookie: ada.cookie });
    const response = createAuthenticator().create(body.challenge, { origin });
    const stolen = await auth(
      visage,
      'passkey/verify-registration',
      { response },
      { cookie: `${bob.cookie}; ${cookie}` },
    );
    expect(stolen.status).toBe(401);
    expect((await auth(visage, 'passkey/delete-passkey', { id }, { cookie: ada.cookie })).status).toBe(200);
    expect((await signIn(passkey)).status).toBe(401);
  });
});

describe('every passkey of an account ends', () => {
  const follow = (link: string) => visage.picture(new URL(link).pathname + new URL(link).search);

  test('when its address is verified, or its password reset: whoever added it may not have been its owner', async () => {
    const person = await visage.signUp();
    const early = createAuthenticator();
    await register(person, early);
    await follow(lastMail(visage, person.email)?.link ?? '');
    expect((await signIn(early)).status).toBe(401);

    const { email, password } = person;
    const cookie = cookieOf(await auth(visage, 'sign-in/email', { email, password }));
    const passkey = createAuthenticator();
    expect((await register({ ...person, cookie }, passkey)).status).toBe(200);
    await auth(visage, 'request-password-reset', { email, redirectTo: '/reset-password' });
    const landing = await follow(lastMail(visage, email)?.link ?? '');
    const token = new URL(landing.headers.get('location') ?? '', visage.origin).searchParams.get('token');
    expect((await auth(visage, 'reset-password', { token, newPassword: 'a new password' })).status).toBe(200);
    expect((await signIn(passkey)).status).toBe(401);
  });

  test('when the account is deleted', async () => {
    const person = await visage.signUp();
    const passkey = createAuthenticator();
    await register(person, passkey);
    await get('generate-register-options', { cookie: person.cookie });
    await visage.mutate('account.delete', {}, person);
    expect(await held(person)).toHaveLength(0);
    expect(await visage.sql`SELECT 1 FROM verification WHERE strpos(value, ${person.id}) > 0`).toHaveLength(0);
    expect((await signIn(passkey)).status).toBe(401);
  });
});

describe('adding a passkey', () => {
  test('takes a session younger than a day, from a page of the site, and no key', async () => {
    const person = await visage.signUp();
    expect((await get('generate-register-options')).status).toBe(401);
    const { headers } = await makeKey(visage, person);
    expect((await get('generate-register-options', { ...headers, cookie: person.cookie })).status).toBe(401);
    const { body, cookie } = await get('generate-register-options', { cookie: person.cookie });
    const response = createAuthenticator().create(body.challenge, { origin });
    const all = `${person.cookie}; ${cookie}`;
    for (const from of ['https://evil.example', 'null']) {
      const answered = await auth(visage, 'passkey/verify-registration', { response }, { cookie: all, origin: from });
      expect(answered.status).toBe(403);
    }
    expect(await held(person)).toHaveLength(0);
    await visage.sql`UPDATE session SET created_at = created_at - interval '25 hours' WHERE user_id = ${person.id}`;
    expect((await get('generate-register-options', { cookie: person.cookie })).status).toBe(403);
  });

  test('under a name that can’t be, or of what is none, is refused', async () => {
    const person = await visage.signUp();
    for (const name of ['', 'x'.repeat(61), 'x\0', 5]) {
      expect((await register(person, createAuthenticator(), { name })).status).toBe(400);
    }
    const { cookie } = await get('generate-register-options', { cookie: person.cookie });
    for (const response of [null, 'x', {}, { id: 'x\0' }, { id: 'x', rawId: 'x', type: 'public-key', response: {} }]) {
      const headers = { cookie: `${person.cookie}; ${cookie}` };
      expect((await auth(visage, 'passkey/verify-registration', { response }, headers)).status).toBe(400);
    }
    expect(await held(person)).toHaveLength(0);
  });
});

test('what is no answer to a challenge is refused as such, also where Postgres would choke on it', async () => {
  for (const response of [null, 'x', {}, { id: 'x\0' }, { id: { x: 'x\0' } }, { id: {} }, { id: 5 }]) {
    const { cookie } = await get('generate-authenticate-options');
    const answered = await auth(visage, 'passkey/verify-authentication', { response }, { cookie });
    expect([response, answered.status < 500]).toEqual([response, true]);
    expect(answered.ok).toBe(false);
  }
});

test('signing in by passkey is limited as by password: 30 a minute from one address, and as many challenges', async () => {
  const address = newAddress();
  const from = { 'x-forwarded-for': address };
  await useUp(visage, `passkey-challenge ${address}`, 30);
  expect((await get('generate-authenticate-options', from)).status).toBe(429);
  await useUp(visage, `sign-in ${address}`, 30);
  const answered = await auth(visage, 'passkey/verify-authentication', { response: {} }, from);
  expect(answered.status).toBe(429);
  expect(answered.headers.get('retry-after')).toMatch(/^\d+$/);
  expect((await signIn(createAuthenticator())).status).toBe(401);
});
