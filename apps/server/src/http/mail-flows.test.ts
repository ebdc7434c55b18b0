import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../test/auth';
import { lastMail, own, verifyAddress, whole } from '../../test/deeds';
import { ask, makeKey } from '../../test/keys';
import { addPasskey } from '../../test/passkeys';
import { cookieOf, type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

/** A path of this server, whatever name the link gives it. */
const follow = (link: string, cookie?: string) => {
  const { pathname, search } = new URL(link);
  return visage.picture(`${pathname}${search}`, { headers: cookie ? { cookie } : {} });
};
const signIn = async ({ email, password }: { email: string; password: string }) =>
  cookieOf(await auth(visage, 'sign-in/email', { email, password }));
const signedIn = async (person: Person, cookie = person.cookie) =>
  (await visage.query('profile.me', undefined, { ...person, cookie })).status === 200;
const isVerified = async ({ id }: Person) =>
  (await visage.sql`SELECT email_verified AS yes FROM "user" WHERE id = ${id}`)[0]?.yes as boolean;

describe('verifying an address', () => {
  test('by the link in the mail that sign-up sends, which starts with the public address', async () => {
    const person = await visage.signUp();
    const link = lastMail(visage, person.email)?.link ?? '';
    expect(link.startsWith(`${visage.origin}/api/auth/verify-email?token=`)).toBe(true);
    expect(await isVerified(person)).toBe(false);
    expect((await follow(link)).status).toBeLessThan(400);
    expect(await isVerified(person)).toBe(true);
  });

  test('ends every other session, and not the one it was followed with', async () => {
    const person = await visage.signUp();
    const elsewhere = await signIn(person);
    await follow(lastMail(visage, person.email)?.link ?? '', person.cookie);
    expect(await signedIn(person, elsewhere)).toBe(false);
    expect(await signedIn(person)).toBe(true);
  });

  test('followed without a session, ends them all', async () => {
    const person = await visage.signUp();
    await follow(lastMail(visage, person.email)?.link ?? '');
    expect(await signedIn(person)).toBe(false);
  });

  test('twice, or with a link that is altered, changes nothing and ends nothing', async () => {
    const person = await visage.signUp();
    const link = lastMail(visage, person.email)?.link ?? '';
    await follow(link.replace('token=', 'token=x'));
    expect(await isVerified(person)).toBe(false);
    expect(await signedIn(person)).toBe(true);
    await follow(link);
    const cookie = await signIn(person);
    await follow(link);
    expect(await signedIn(person, cookie)).toBe(true);
  });

  test('leads back to pages of the site alone', async () => {
    const person = await visage.signUp();
    const link = new URL(lastMail(visage, person.email)?.link ?? '');
    link.searchParams.set('callbackURL', 'https://evil.example/');
    expect((await follow(link.href)).headers.get('location') ?? '').not.toContain('evil');
  });
});

describe('a forgotten password', () => {
  test('is answered alike for an address that is known and one that is not', async () => {
    const person = await visage.signUp();
    const ask = async (email: string) => whole(await auth(visage, 'request-password-reset', { email }));
    const known = await ask(person.email);
    expect(known.status).toBe(200);
    expect(await ask('nobody@example.org')).toEqual(known);
    expect(lastMail(visage, person.email)?.subject).toMatch(/password/i);
    expect(lastMail(visage, 'nobody@example.org')).toBeNull();
  });

  test('is replaced by the link in the mail, once, which ends every session', async () => {
    const person = await visage.signUp();
    const elsewhere = await signIn(person);
    await auth(visage, 'request-password-reset', { email: person.email, redirectTo: '/reset-password' });
    const link = lastMail(visage, person.email)?.link ?? '';
    expect(link.startsWith(visage.origin)).toBe(true);
    const landing = await follow(link);
    const token = new URL(landing.headers.get('location') ?? '', visage.origin).searchParams.get('token');
    expect(token).toBeTruthy();
    const newPassword = 'a new password';
    expect((await auth(visage, 'reset-password', { token, newPassword })).status).toBe(200);
    expect(await signedIn(person)).toBe(false);
    expect(await signedIn(person, elsewhere)).toBe(false);
    expect(await signIn(person)).toBe('');
    expect(await signedIn(person, await signIn({ ...person, password: newPassword }))).toBe(true);
    const again = await auth(visage, 'reset-password', { token, newPassword: 'yet another one' });
    expect(again.status).toBe(400);
  });

  test('is not replaced by a short one, nor with a token that is none', async () => {
    for (const body of [
      { token: 'x', newPassword: 'long enough' },
      { newPassword: 'long enough' },
      { token: 'x', newPassword: 'short' },
    ]) {
      expect((await auth(visage, 'reset-password', body)).status).toBe(400);
    }
  });

  test('leads back to pages of the site alone', async () => {
    const person = await visage.signUp();
    const body = { email: person.email, redirectTo: 'https://evil.example/' };
    expect((await auth(visage, 'request-password-reset', body)).status).toBe(403);
  });
});

describe('changing an address', () => {
  test('takes place only once the new one has been verified, and ends every other session', async () => {
    const person = await visage.signUp();
    await verifyAddress(visage, person);
    const elsewhere = await signIn(person);
    const newEmail = 'Another-Address@example.org';
    expect((await auth(visage, 'change-email', { newEmail }, { cookie: person.cookie })).status).toBe(200);
    expect((await own(visage, person)).email).toBe(person.email);
    expect(lastMail(visage, person.email)?.link ?? '').not.toContain('change');
    await follow(lastMail(visage, newEmail.toLowerCase())?.link ?? '', person.cookie);
    const [row] = await visage.sql`SELECT email, email_verified FROM "user" WHERE id = ${person.id}`;
    expect(row).toEqual({ email: newEmail.toLowerCase(), email_verified: true });
    expect(await signedIn(person, elsewhere)).toBe(false);
    expect(await signedIn(person)).toBe(true);
  });

  test('to one that another has is answered as any, and nothing is sent', async () => {
    const [person, other] = [await visage.signUp(), await visage.signUp()];
    const before = lastMail(visage, other.email);
    const change = async (newEmail: string) =>
      whole(await auth(visage, 'change-email', { newEmail }, { cookie: person.cookie }));
    expect(await change(other.email)).toEqual(await change('free-address@example.org'));
    expect(lastMail(visage, other.email)).toEqual(before);
    expect((await own(visage, person)).email).toBe(person.email);
  });

  test('whose present one was never verified verifies the new one, and ends every other session, key and passkey', async () => {
    const person = await visage.signUp();
    const elsewhere = await signIn(person);
    const key = await makeKey(visage, person);
    await addPasskey(visage, person);
    const newEmail = 'first-verified@example.org';
    await auth(visage, 'change-email', { newEmail }, { cookie: person.cookie });
    const link = lastMail(visage, newEmail)?.link ?? '';
    expect((await follow(link, person.cookie)).status).toBeLessThan(400);
    const [row] = await visage.sql`SELECT email, email_verified FROM "user" WHERE id = ${person.id}`;
    expect(row).toEqual({ email: newEmail, email_verified: true });
    expect(await signedIn(person, elsewhere)).toBe(false);
    expect((await ask(visage, 'profile.me', key)).status).toBe(401);
    expect(await visage.sql`SELECT 1 FROM passkey WHERE user_id = ${person.id}`).toHaveLength(0);
    expect(await signedIn(person)).toBe(true);
    const later = await signIn({ ...person, email: newEmail });
    await follow(link, person.cookie);
    expect(await signedIn(person, later)).toBe(true);
  });

  test('by a link followed without a session, ends them all', async () => {
    const person = await visage.signUp();
    await auth(visage, 'change-email', { newEmail: 'followed@example.org' }, { cookie: person.cookie });
    await follow(lastMail(visage, 'followed@example.org')?.link ?? '');
    expect(await isVerified(person)).toBe(true);
    expect(await signedIn(person)).toBe(false);
  });

  test('whose present one is unverified verifies none but by a link sent to it', async () => {
    const person = await visage.signUp();
    await auth(visage, 'change-email', { newEmail: 'boss@example.org' }, { cookie: person.cookie });
    const toOld = lastMail(visage, person.email)?.link ?? '';
    await follow(toOld, person.cookie);
    const [row] = await visage.sql`SELECT email FROM "user" WHERE id = ${person.id}`;
    expect(row?.email).toBe(person.email);
  });
});

test('a changed password ends the other sessions when asked, and needs the present one', async () => {
  const person = await visage.signUp();
  const elsewhere = await signIn(person);
  const change = (currentPassword: string) =>
    auth(
      visage,
      'change-password',
      { currentPassword, newPassword: 'a new password', revokeOtherSessions: true },
      { cookie: person.cookie },
    );
  expect((await change('wrong password')).status).toBe(400);
  const answered = await change(person.password);
  expect(answered.status).toBe(200);
  expect(await signedIn(person, elsewhere)).toBe(false);
  expect(await signedIn(person, cookieOf(answered))).toBe(true);
});
