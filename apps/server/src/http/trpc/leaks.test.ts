import { afterEach, beforeEach, describe, expect, setDefaultTimeout, spyOn, test } from 'bun:test';
import { pathOf, upload } from '../../../test/deeds';
import { base64, image } from '../../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
/** What went past the log, straight to standard error. */
let printed: ReturnType<typeof spyOn<Console, 'error'>>;

beforeEach(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
  printed = spyOn(console, 'error').mockImplementation(() => {});
});
afterEach(async () => {
  printed.mockRestore();
  await visage.stop();
});

const sqlWords = /\b(select|insert into|update|delete from|where|values|relation|column|constraint|\$1)\b/i;
const stack = /\bat .{1,200}:\d+:\d+|node_modules|\.tsx?:\d+/;

/** Everything that has been logged as an error since `from`. */
const errorsLogged = (from = 0) =>
  visage.logged
    .slice(from)
    .filter((line) => ['warn', 'error'].includes(JSON.parse(line).level))
    .join('\n');

describe('when the database fails, a caller is told that it did and nothing else', () => {
  const message = 'Something went wrong on our side.';

  test('by the API', async () => {
    const data = base64(await image());
    await visage.sql`ALTER TABLE picture DROP COLUMN thumbhash`;
    for (const answered of [
      await visage.mutate('picture.upload', { data, mimeType: 'image/png' }, ada),
      await visage.query('profile.me', undefined, ada),
      await visage.query('picture.history', undefined, ada),
    ]) {
      expect(answered.status).toBe(500);
      expect(answered.error).toMatchObject({ code: 'INTERNAL_SERVER_ERROR', message });
      expect(JSON.stringify(answered.error)).not.toMatch(sqlWords);
      expect(JSON.stringify(answered.error)).not.toMatch(stack);
    }
  });

  test('by the picture route', async () => {
    await upload(visage, ada);
    await visage.sql`ALTER TABLE picture RENAME COLUMN mime_type TO kind`;
    const answered = await visage.picture(pathOf(ada));
    expect(answered.status).toBe(500);
    expect(answered.headers.get('cache-control')).toBe('no-store');
    const body = await answered.text();
    expect(JSON.parse(body)).toEqual({ type: 'about:blank', status: 500, title: 'Internal error', detail: message });
  });

  test('by sign-up and sign-in', async () => {
    await visage.sql`ALTER TABLE account RENAME COLUMN password TO secret`;
    for (const path of ['sign-up', 'sign-in']) {
      const answered = await visage.picture(`/api/auth/${path}/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: visage.origin },
        body: JSON.stringify({
          name: 'Eve',
          email: path === 'sign-in' ? ada.email : 'eve@example.org',
          password: ada.password,
        }),
      });
      expect(answered.status).toBeGreaterThanOrEqual(500);
      const body = await answered.text();
      expect(body).not.toMatch(sqlWords);
      expect(body).not.toMatch(stack);
    }
    const [left] = await visage.sql`SELECT count(*)::int AS n FROM "user" WHERE email = 'eve@example.org'`;
    expect(left?.n).toBe(0);
  });
});

describe('when the database fails, the log says so', () => {
  test('without a byte of the picture, in whatever writing', async () => {
    const file = await image();
    await visage.sql`ALTER TABLE picture DROP COLUMN thumbhash`;
    await visage.mutate('picture.upload', { data: base64(file), mimeType: 'image/png', altText: 'A secret word' }, ada);
    const logged = errorsLogged();
    expect(logged).not.toBe('');
    expect(logged).not.toContain('A secret word');
    for (const part of [base64(file).slice(40, 60), Buffer.from(file.slice(30, 45)).toString('hex')]) {
      expect(logged).not.toContain(part);
    }
    expect(logged).not.toMatch(/"type":"Buffer"|\b\d{1,3},\d{1,3},\d{1,3},\d{1,3},\d{1,3}\b/);
  });

  test('without SQL or a stack', async () => {
    await visage.sql`ALTER TABLE picture DROP COLUMN thumbhash`;
    await visage.mutate('picture.upload', { data: base64(await image()), mimeType: 'image/png' }, ada);
    await visage.query('profile.me', undefined, ada);
    expect(errorsLogged()).not.toMatch(/\bselect\b|insert into/i);
    expect(errorsLogged()).not.toMatch(stack);
  });

  test('without an address, a session or the hash of a password, when sign-in is what fails', async () => {
    // better-auth passes on in full what mentions tables, columns or relations.
    const email = 'constable@column.example';
    const post = (path: string, body: object) =>
      visage.picture(`/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: visage.origin },
        body: JSON.stringify(body),
      });
    const from = visage.logged.length;
    await visage.sql`ALTER TABLE account RENAME COLUMN password TO secret`;
    await post('sign-up/email', { name: 'Eve', email, password: 'a password of hers' });
    await visage.sql`ALTER TABLE account RENAME COLUMN secret TO password`;
    await visage.sql`ALTER TABLE "user" RENAME COLUMN image TO face`;
    await post('sign-up/email', { name: 'Eve', email, password: 'a password of hers' });
    await post('sign-in/email', { email, password: 'a password of hers' });
    await visage.sql`ALTER TABLE "user" RENAME COLUMN face TO image`;
    await visage.sql`ALTER TABLE session RENAME COLUMN user_agent TO agent`;
    await post('sign-in/email', { email: ada.email, password: ada.password });
    await visage.picture('/api/auth/get-session', { headers: { cookie: ada.cookie } });
    await visage.query('profile.me', undefined, ada);
    const logged = `${visage.logged.slice(from).join('\n')}\n${printed.mock.calls.map((call) => Bun.inspect(call)).join('\n')}`;
    expect(visage.logged.length).toBeGreaterThan(from);
    for (const address of [email, ada.email])
      expect(visage.logged.slice(from).filter((line) => line.includes(address))).toEqual([]);
    // A hash as better-auth stores it, and the token of a session.
    expect(logged).not.toMatch(/[0-9a-f]{32}:[0-9a-f]{128}/);
    expect(logged).not.toContain(decodeURIComponent(ada.cookie.split('=')[1] ?? '').split('.')[0] ?? 'x');
    expect(logged).not.toMatch(/params:/);
    expect(printed).not.toHaveBeenCalled();
  });
});

test('what a caller did wrong is not logged as a failure', async () => {
  await visage.query('profile.me');
  await visage.query('profile.get', { id: 'nobody' });
  await visage.mutate('picture.upload', { data: 'x', mimeType: '' }, ada);
  await visage.picture('/profile/%00/picture?v=');
  expect(errorsLogged()).toBe('');
});

test('text that Postgres can’t hold is refused or means nobody, and is no failure', async () => {
  const reads: [path: string, input: object][] = [
    ['profile.get', { handle: 'a\0b' }],
    ['profile.many', { handles: ['a\0b'] }],
    ['profile.get', { id: 'a\0b' }],
    ['profile.list', { search: '\0' }],
    ['profile.list', { cursor: '\0' }],
    ['profile.get', { handle: '\ud800' }],
    ['profile.list', { search: '\ud800' }],
  ];
  const writes: [path: string, input: object][] = [
    ['picture.restore', { pictureId: '\0' }],
    ['profile.update', { revision: 1, bio: '\0' }],
    ['profile.update', { revision: 1, handle: 'abc\0' }],
    ['profile.update', { revision: 99_999_999_999_999 }],
  ];
  const failed: unknown[] = [];
  for (const [path, input] of reads) {
    if ((await visage.query(path, input)).status >= 500) failed.push([path, input]);
  }
  for (const [path, input] of writes) {
    if ((await visage.mutate(path, input, ada)).status >= 500) failed.push([path, input]);
  }
  expect(failed).toEqual([]);
  expect(errorsLogged()).toBe('');
});

test('what Postgres can’t hold, or an index can’t, is no failure of sign-in either', async () => {
  const failed: unknown[] = [];
  const long = Array.from({ length: 400 }, () => crypto.randomUUID()).join('');
  for (const [path, body] of [
    ['sign-in/email', { email: 'a\0b@example.org', password: 'x'.repeat(10) }],
    ['sign-in/email', { email: `${long}@example.org`, password: 'x'.repeat(10) }],
    ['sign-in/email', { email: '\ud800@example.org', password: 'x'.repeat(10) }],
    ['sign-in/email', { email: ada.email, password: 'x\0y' }],
    ['request-password-reset', { email: `${long}@example.org` }],
    ['request-password-reset', { email: 'a\0b@example.org' }],
    ['send-verification-email', { email: 'a\0b@example.org' }],
    ['sign-up/email', { name: 'X', email: 'a\0b@example.org', password: 'long enough' }],
    ['sign-up/email', { name: 'X', email: 'x1@example.org', password: 'long\0enough' }],
    ['sign-up/email', { name: 'X', email: 'x2@example.org', password: 'long enough', image: 'a\0b' }],
    ['reset-password', { token: 'a\0b', newPassword: 'long enough' }],
  ] as const) {
    const answered = await visage.picture(`/api/auth/${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: visage.origin },
      body: JSON.stringify(body),
    });
    if (answered.status >= 500) failed.push([path, JSON.stringify(body).slice(0, 60)]);
  }
  expect(failed).toEqual([]);
});
