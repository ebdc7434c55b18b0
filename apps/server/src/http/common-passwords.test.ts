import { afterAll, beforeAll, expect, setDefaultTimeout, spyOn, test } from 'bun:test';
import { auth } from '../../test/auth';
import { lastMail } from '../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { isCommon } from './common-passwords';

setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

const common = ['password', '12345678', 'Password1', 'QWERTYUIOP', 'iloveyou'];
const refusal = async (answered: Response) => [answered.status, ((await answered.json()) as { code: string }).code];
const tooCommon = [400, 'PASSWORD_TOO_COMMON'];
const signsIn = async (password: string) =>
  (await auth(visage, 'sign-in/email', { email: ada.email, password })).status === 200;

test('a password that leaks show many to use is refused at sign-up, and makes no account', async () => {
  for (const password of common) {
    const email = `${crypto.randomUUID()}@example.org`;
    expect(await refusal(await auth(visage, 'sign-up/email', { name: 'X', email, password }))).toEqual(tooCommon);
    expect(await visage.sql`SELECT 1 FROM "user" WHERE email = ${email}`).toHaveLength(0);
  }
});

test('nor does one take the place of another, by a change', async () => {
  const body = { currentPassword: ada.password, newPassword: common[0] };
  expect(await refusal(await auth(visage, 'change-password', body, { cookie: ada.cookie }))).toEqual(tooCommon);
  expect(await signsIn(ada.password)).toBe(true);
});

test('nor by the link that was mailed, which then still works for another', async () => {
  await auth(visage, 'request-password-reset', { email: ada.email, redirectTo: '/reset-password' });
  const token = new URL(lastMail(visage, ada.email)?.link ?? '').pathname.split('/').at(-1);
  expect(await refusal(await auth(visage, 'reset-password', { token, newPassword: common[0] }))).toEqual(tooCommon);
  expect(await signsIn(ada.password)).toBe(true);
  expect((await auth(visage, 'reset-password', { token, newPassword: 'correct battery' })).status).toBe(200);
  expect(await signsIn('correct battery')).toBe(true);
});

test('what is rare is taken; what is too short, or no text, is refused as ever', async () => {
  for (const rare of [
    'correct horse 1',
    'long enough',
    'Ünïcödé-Wörter',
    '__proto__',
    'password","12345678',
    'assword12',
    '\\"password',
  ]) {
    expect({ rare, common: await isCommon(rare) }).toEqual({ rare, common: false });
  }
  const short = { name: 'X', email: 'short@example.org', password: '1234567' };
  expect(await refusal(await auth(visage, 'sign-up/email', short))).toEqual([400, 'PASSWORD_TOO_SHORT']);
  for (const password of [['password'], { x: 'password' }, 12_345_678, null]) {
    const sent = { name: 'X', email: 'shape@example.org', password };
    expect((await auth(visage, 'sign-up/email', sent)).status).toBe(400);
  }
});

test('a list that could not be read once is read the next time', async () => {
  const full = Object.assign(new Error('too many open files'), { code: 'EMFILE' });
  const reading = spyOn(Bun, 'file').mockImplementation(
    () => ({ text: () => Promise.reject(full) }) as unknown as Bun.BunFile,
  );
  const failed = await isCommon('password').catch((error) => error);
  reading.mockRestore();
  expect(failed).toBe(full);
  expect(await isCommon('password')).toBe(true);
});
