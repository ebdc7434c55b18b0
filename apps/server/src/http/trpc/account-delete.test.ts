import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { own, pathOf, upload, useUp } from '../../../test/deeds';
import { cookieOf, type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

const remove = (person: Person, input?: object) => visage.mutate('account.delete', input, person);
const ageSessions = (person: Person, hours: number) =>
  visage.sql`UPDATE session SET created_at = created_at - make_interval(hours => ${hours}) WHERE user_id = ${person.id}`;
const auth = (path: string, body: object, headers: Record<string, string> = {}) =>
  visage.picture(`/api/auth/${path}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: visage.origin, ...headers },
    body: JSON.stringify(body),
  });

test('a session younger than a day needs no password', async () => {
  const person = await visage.signUp();
  await ageSessions(person, 23);
  const answered = await remove(person);
  expect(answered.data).toEqual({ deleted: true });
  expect((await visage.query('profile.me', undefined, person)).status).toBe(401);
});

test('an older one needs it, and nothing is erased without', async () => {
  const person = await visage.signUp();
  await upload(visage, person);
  await ageSessions(person, 25);
  for (const input of [undefined, {}, { password: '' }, { password: 'wrong' }, { password: `${person.password} ` }]) {
    expect((await remove(person, input)).error).toMatchObject({ code: 'FORBIDDEN', reason: 'password_required' });
  }
  expect((await own(visage, person)).picture).not.toBeNull();
  expect((await remove(person, { password: person.password })).status).toBe(200);
  expect((await visage.query('profile.me', undefined, person)).status).toBe(401);
});

test('takes the cookie away, ends sessions elsewhere, and the address may sign up again as someone new', async () => {
  const person = await visage.signUp();
  const elsewhere = cookieOf(await auth('sign-in/email', { email: person.email, password: person.password }));
  const answered = await remove(person);
  expect(answered.headers.getSetCookie().some((cookie) => /session_token=;.*Max-Age=0/i.test(cookie))).toBe(true);
  expect((await visage.query('profile.me', undefined, { ...person, cookie: elsewhere })).status).toBe(401);
  expect((await auth('sign-in/email', { email: person.email, password: person.password })).status).toBe(401);
  const again = await auth('sign-up/email', { name: 'New', email: person.email, password: 'another password' });
  expect(again.status).toBe(200);
  expect(((await again.json()) as { user: { id: string } }).user.id).not.toBe(person.id);
});

test('erases every row that holds the id or the address', async () => {
  const person = await visage.signUp('Erika Erased');
  await upload(visage, person);
  await upload(visage, person);
  await auth('request-password-reset', { email: person.email });
  await auth('sign-in/email', { email: person.email, password: 'wrong password' });
  await visage.mutate('picture.remove', undefined, person);
  for (const key of [`read ${person.id}`, `mail ${person.email}`, `sign-in-failure ${person.email}`])
    await useUp(visage, key, 1);
  expect(await mentions(person)).not.toEqual([]);
  await remove(person);
  expect(await mentions(person)).toEqual([]);
  expect((await visage.picture(pathOf(person))).status).toBe(302);
});

test('erases nothing of a person whose id or address only looks alike', async () => {
  const person = await visage.signUp();
  const longer = `x${person.email}`;
  await auth('sign-up/email', { name: 'X', email: longer, password: 'long enough' });
  await auth('request-password-reset', { email: longer });
  await useUp(visage, `mail ${longer}`, 1);
  await remove(person);
  expect(await visage.sql`SELECT 1 FROM "user" WHERE email = ${longer}`).toHaveLength(1);
  expect(await visage.sql`SELECT 1 FROM rate_limit WHERE key = ${`mail ${longer}`}`).toHaveLength(1);
  expect(await visage.sql`SELECT 1 FROM verification WHERE identifier LIKE 'reset-password:%'`).toHaveLength(1);
});

test('is refused without a session, and from another site', async () => {
  const person = await visage.signUp();
  expect((await visage.mutate('account.delete', {})).status).toBe(401);
  const { error } = await visage.mutate('account.delete', {}, person, { origin: 'https://evil.example' });
  expect(error).toMatchObject({ code: 'FORBIDDEN', reason: 'forbidden' });
  expect((await own(visage, person)).id).toBe(person.id);
});

/** Tables with a row in whose text the id or the address of someone stands. */
async function mentions({ id, email }: Person): Promise<string[]> {
  const tables = await visage.sql`SELECT table_name AS name FROM information_schema.tables
    WHERE table_schema = 'public' AND table_type = 'BASE TABLE'`;
  const found: string[] = [];
  for (const { name } of tables) {
    const rows = await visage.sql`SELECT 1 FROM ${visage.sql(name)} AS t
      WHERE strpos(t::text, ${id}) > 0 OR strpos(t::text, ${email}) > 0 LIMIT 1`;
    if (rows.length > 0) found.push(name);
  }
  return found;
}
