import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../test/auth';
import { pathOf, update, upload } from '../../test/deeds';
import { ask, makeKey } from '../../test/keys';
import { operate, reaching } from '../../test/operate';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
let people = 0;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person1@example.org' });
  await visage.signUp('By Setting');
});
afterAll(() => visage.stop());

/** Someone new, with a handle. */
async function someone(): Promise<Person & { handle: string }> {
  people += 1;
  const person = await visage.signUp('Some One');
  await update(visage, person, { handle: `someone-${people}` });
  return { ...person, handle: `someone-${people}` };
}

const run = (words: string[], input?: string) =>
  operate(['admin', ...words], { ...reaching(visage.connection), ADMIN_EMAILS: 'person1@example.org' }, { input });

/** Whether someone may do what only administrators may. */
async function isAdmin(person: Person): Promise<boolean> {
  const { status } = await visage.query('picture.history', { userId: 'nobody' }, person);
  return status !== 403;
}

test('whoever is promoted is an administrator at once, while their address is verified', async () => {
  const person = await someone();
  const promoted = await run(['promote', person.handle]);
  expect(promoted.said).toContain(`bun visage admin verify ${person.email}`);
  expect(await isAdmin(person)).toBe(false);
  await run(['verify', person.email, '--keep-access']);
  expect(await isAdmin(person)).toBe(true);
  const key = await makeKey(visage, person);
  expect((await ask(visage, 'picture.history', key, { userId: 'nobody' })).status).toBe(404);
  await run(['promote', person.id, '--undo']);
  expect(await isAdmin(person)).toBe(false);
  expect((await ask(visage, 'picture.history', key, { userId: 'nobody' })).status).toBe(403);
});

test('nobody promotes themselves', async () => {
  await auth(visage, 'sign-up/email', {
    ...{ name: 'Mallory', email: 'mallory@example.org', password: 'correct horse battery' },
    ...{ promoted: true, emailVerified: true },
  });
  const mallory = await someone();
  const cookie = { cookie: mallory.cookie };
  for (const path of ['update-user', 'change-email', 'sign-in/email']) {
    await auth(visage, path, { ...mallory, name: 'Mallory', newEmail: 'm@example.org', promoted: true }, cookie);
  }
  expect(await visage.sql`SELECT email FROM "user" WHERE promoted`).toBeEmpty();
});

test('verifying an address ends what was open before, as a mailed link does', async () => {
  const person = await someone();
  const key = await makeKey(visage, person);
  expect((await run(['verify', `@${person.handle}`])).said).toContain('is verified');
  expect((await visage.query('profile.me', undefined, person)).status).toBe(401);
  expect((await ask(visage, 'profile.me', key)).status).toBe(401);
  expect((await run(['verify', person.id])).said).toContain('verified already');
});

test('someone hidden is shown to nobody, and what was done is kept', async () => {
  const person = await someone();
  await upload(visage, person);
  expect((await visage.picture(pathOf(person))).status).toBe(200);
  expect((await run(['hide', person.handle])).said).toContain('is private now');
  // The server hears of it; what it remembers may be trusted for 2 s at most.
  await Bun.sleep(2000);
  expect((await visage.picture(pathOf(person))).status).toBe(302);
  expect((await run(['hide', person.handle])).said).toContain('private already');
  const entries = (await run(['log', person.handle])).said.trim().split('\n');
  expect(entries).toHaveLength(1);
  expect(entries[0]).toContain('\thide\tby ');
});

test('erasing asks for the handle first, leaves nothing of the person, and an entry that names nobody', async () => {
  const person = await someone();
  await upload(visage, person);
  const refused = await run(['erase', person.handle], 'yes\n');
  expect(refused).toMatchObject({ status: 1, told: expect.stringContaining('Nothing was erased') });
  expect((await run(['erase', person.handle])).status).toBe(1);
  expect((await run(['erase', person.email], `${person.handle}\n`)).status).toBe(0);
  for (const table of [
    'user',
    'profile',
    'picture',
    'session',
    'account',
    'alias',
    'audit',
    'rate_limit',
    'verification',
  ]) {
    const rows = await visage.sql`
      SELECT 1 FROM ${visage.sql(table)} each WHERE strpos(to_jsonb(each)::text, ${person.id}) > 0 OR strpos(to_jsonb(each)::text, ${person.email}) > 0`;
    expect({ table, rows: rows.length }).toEqual({ table, rows: 0 });
  }
  expect((await run(['log', person.id])).said).toContain('\terase\tby ');
  const other = await someone();
  expect((await run(['erase', other.handle, '--yes'])).status).toBe(0);
  const gone = await run(['erase', other.handle, '--yes']);
  expect(gone).toMatchObject({ status: 1, told: expect.stringContaining('There is nobody with') });
});

test('everyone is listed, with who they are to Visage', async () => {
  const person = await someone();
  await visage.sql`UPDATE "user" SET email_verified = true WHERE email = 'person1@example.org'`;
  const all = (await run(['list'])).said.trim().split('\n');
  expect(all).toContain(`@${person.handle}\t${person.email}\t${person.id}\tunverified, public`);
  const [count] = await visage.sql`SELECT count(*)::int AS people FROM "user"`;
  expect(all).toHaveLength(count?.people);
  const admins = (await run(['list', '--admins'])).said.trim().split('\n');
  expect(admins).toHaveLength(1);
  expect(admins[0]).toContain('person1@example.org');
});
