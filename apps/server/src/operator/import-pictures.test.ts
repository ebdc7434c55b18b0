import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { own, pathOf, update, upload } from '../../test/deeds';
import { hugePng, image, unsupported } from '../../test/images';
import { operate, reaching } from '../../test/operate';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
let ada: Person;
let grace: Person;
let joan: Person;
let directory: string;
let made = 0;

beforeAll(async () => {
  directory = mkdtempSync(join(tmpdir(), 'visage-import-'));
  visage = await startTestVisage();
  [ada, grace, joan] = [await visage.signUp('Ada'), await visage.signUp('Grace'), await visage.signUp('Joan')];
  await update(visage, ada, { handle: 'ada' });
});
afterAll(async () => {
  await visage.stop();
  rmSync(directory, { recursive: true, force: true });
});

/** A new directory of these files. */
function filled(files: Record<string, Uint8Array>): string {
  made += 1;
  const path = join(directory, String(made));
  mkdirSync(path);
  for (const [name, bytes] of Object.entries(files)) writeFileSync(join(path, name), bytes);
  return path;
}

const visages = () => reaching(visage.connection);
const shows = async (person: Person) => (await own(visage, person)).picture?.mimeType ?? null;

test('files named by handle, id and address become pictures, which a running server shows', async () => {
  const files = {
    'Ada.jpg': await image('jpeg'),
    [`${grace.id}.gif`]: await image('gif'),
    [`${joan.email}.webp`]: await image('webp'),
  };
  const { status, told } = await operate(['import', '--from-dir', filled(files)], visages());
  expect({ status, told }).toMatchObject({ status: 0, told: expect.stringContaining('3 pictures taken in') });
  expect([await shows(ada), await shows(grace), await shows(joan)]).toEqual(['image/jpeg', 'image/png', 'image/webp']);
  const answered = await visage.picture(pathOf(ada));
  expect(answered.headers.get('content-type')).toBe('image/jpeg');
});

test('run again, people keep what they have chosen since, unless it is to be replaced', async () => {
  const { id } = await upload(visage, ada);
  const path = filled({ 'ada.jpg': await image('jpeg') });
  const again = await operate(['import', '--from-dir', path], visages());
  expect(again.told).toContain('0 pictures taken in; 1 person had one already and keeps it; 0 refused');
  expect((await own(visage, ada)).picture?.id).toBe(id);
  await operate(['import', '--from-dir', path, '--replace'], visages());
  expect(await shows(ada)).toBe('image/jpeg');
});

test('what an upload would be refused for is refused, said with why, and stands in nobody’s way', async () => {
  const newcomer = await visage.signUp('Newcomer');
  const path = filled({
    'ada.svg': unsupported.SVG ?? new Uint8Array(),
    [`${grace.email}.png`]: hugePng(),
    [`${joan.id}.jpg`]: (await image('jpeg')).subarray(0, 200),
    'ada.jpeg': new Uint8Array(2_000_000),
    'nobody-here.png': await image(),
    [`${newcomer.id}.png`]: await image(),
    '.hidden': new Uint8Array(1),
  });
  const env = { ...visages(), MAX_UPLOAD_BYTES: '1000000' };
  const { status, said, told } = await operate(['import', '--from-dir', path, '--replace'], env);
  expect(status).toBe(0);
  expect(said.split('\n').filter(Boolean).sort()).toEqual(
    [
      '  ada.jpeg: The file is too large: 2000000 bytes, of at most MAX_UPLOAD_BYTES=1000000.',
      '  ada.svg: This kind of file is not supported. Use JPEG, PNG, WebP, GIF or AVIF.',
      `  ${joan.id}.jpg: The file is damaged, or it is not a picture.`,
      '  nobody-here.png: There is nobody with the id, handle or address nobody-here. With --create they are made.',
      `  ${grace.email}.png: The picture has too many pixels.`,
    ].sort(),
  );
  expect(told).toContain('1 picture taken in; 0 people had one already and keep it; 5 refused');
  expect(await shows(newcomer)).toBe('image/png');
});

test('with --create people who are missing are made, by handle and by address', async () => {
  const path = filled({
    'new-one.png': await image(),
    'new@example.com.png': await image(),
    'admin.png': await image(),
    'ä.png': await image(),
  });
  const { said, told } = await operate(['import', '--from-dir', path, '--create'], visages());
  expect(told).toContain('2 pictures taken in; 0 people had one already and keep it; 2 refused');
  expect(said).toContain('admin.png: The handle admin is reserved.');
  const { data } = await visage.query('profile.get', { handle: 'new-one' });
  expect(data.picture.mimeType).toBe('image/png');
  const [row] = await visage.sql`SELECT email_verified FROM "user" WHERE email = 'new@example.com'`;
  expect(row).toMatchObject({ email_verified: false });
});

test('the table of a Django site is taken in: by external id, by address, or made', async () => {
  const { sql } = visage;
  await sql`CREATE SCHEMA site`;
  await sql`CREATE TABLE site.auth_user (id int PRIMARY KEY, username text, first_name text, last_name text, email text)`;
  // As Django's sqlmigrate makes it of the model in question.
  await sql`
    CREATE TABLE site.app_profilepicture (id bigint GENERATED BY DEFAULT AS IDENTITY PRIMARY KEY, last_updated timestamptz NOT NULL,
      mime_type varchar(50) NOT NULL, data bytea NOT NULL, user_id int NOT NULL UNIQUE REFERENCES site.auth_user)`;
  const known = await visage.signUp('Known By Id');
  const byAddress = await visage.signUp('By Address');
  await sql`INSERT INTO alias (kind, name, user_id, bound_at) VALUES ('ext', '1', ${known.id}, now())`;
  const users: [number, string, Uint8Array, string][] = [
    [1, 'other@example.org', await image('jpeg'), 'image/pjpeg'],
    [2, ` ${byAddress.email.toUpperCase()}`, await image('webp'), 'application/octet-stream'],
    [3, 'third@example.org', await image('png'), 'image/png'],
    [4, 'shared@example.org', await image('png'), 'image/png'],
    [5, 'Shared@example.org', await image('png'), 'image/png'],
    [6, '', new TextEncoder().encode('not a picture'), 'image/png'],
  ];
  for (const [id, email, data, mimeType] of users) {
    await sql`INSERT INTO site.auth_user VALUES (${id}, ${`user${id}`}, 'First', ${`Last ${id}`}, ${email})`;
    await sql`INSERT INTO site.app_profilepicture (user_id, last_updated, mime_type, data) VALUES (${id}, now(), ${mimeType}, ${data})`;
  }
  const from = [
    'import',
    '--from-django',
    visages().DATABASE_URL,
    '--table',
    'site.app_profilepicture',
    '--users',
    'site.auth_user',
  ];
  const first = await operate(from, visages());
  expect(first).toMatchObject({ status: 0, told: expect.stringContaining('2 pictures taken in') });
  expect(first.said).toContain('user 4: There is nobody with the external id 4, and no address of their own there.');
  expect([await shows(known), await shows(byAddress)]).toEqual(['image/jpeg', 'image/webp']);
  const second = await operate([...from, '--create'], visages());
  expect(second.told).toContain('3 pictures taken in; 2 people had one already and keep it; 1 refused');
  expect(second.said).toContain('user 6: The file is damaged, or it is not a picture.');
  expect((await visage.picture('/profile/ext:5/picture')).status).toBe(200);
  const [third] = await sql`SELECT name FROM "user" WHERE email = 'third@example.org'`;
  expect(third?.name).toBe('First Last 3');
  const wrong = await operate([...from.slice(0, 4), 'no_such_table'], visages());
  expect(wrong).toMatchObject({ status: 1, told: expect.stringContaining('--table and --users name the tables') });
});

test.each([
  [['import'], 'Say what to import'],
  [['import', 'a', '--from-dir', 'b'], 'Say what to import'],
  [['import', 'no-such-file'], 'There is no file no-such-file.'],
  [['import', '--from-dir', '/no/such'], 'There is no directory /no/such'],
  [['import', '--from-django', 'mysql://x/y', '--table', 't'], '--from-django wants the address of a Postgres'],
  [['import', '--from-django', 'postgres://x/y'], '--table NAME'],
  [['import', '--form-dir', 'x'], "Unknown option '--form-dir'"],
  [['export'], 'Say into which file'],
  [['export', 'a', 'b'], 'There is a word too many: b'],
  [['doctor', '--fix'], "Unknown option '--fix'"],
  [['admin'], 'Say what to do'],
  [['admin', 'ban', 'ada'], 'Say what to do'],
  [['admin', 'hide'], 'Say whom'],
  [['demo', 'now'], 'There is a word too many: now'],
])('%p is refused in a sentence', async (words, sentence) => {
  const { status, told } = await operate(words, visages());
  expect({ status, told }).toMatchObject({ status: 1, told: expect.stringContaining(sentence) });
  expect(told).not.toContain('    at ');
});

test('every command says how it is called', async () => {
  const { said } = await operate(['help'], {});
  for (const name of ['demo', 'export', 'import', 'doctor', 'admin']) {
    expect(said).toContain(`bun visage ${name}`);
    const help = await operate([name, '--help'], { PORT: 'none' });
    expect(help).toMatchObject({ status: 0, told: '' });
    expect(help.said).toStartWith(`bun visage ${name}`);
  }
  expect((await operate(['no-such'], {})).status).toBe(2);
});
