import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import { letDateCome, own, pathOf, update, upload } from '../../test/deeds';
import { startTestVisage, type TestVisage } from '../../test/visage';
import { formatHttpDate } from './http-date';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

const get = (path: string, headers: Record<string, string> = {}) => visage.picture(path, { headers });
const etagOf = async (path: string) => (await get(path)).headers.get('etag');
const dateOf = async (id: string) => {
  const [row] =
    await visage.sql`SELECT extract(epoch FROM last_updated)::int AS at FROM picture_state WHERE user_id = ${id}`;
  return row?.at as number;
};

test('every change shows at the next request, with a later date, and old validators never match other bytes', async () => {
  const person = await visage.signUp();
  const path = pathOf(person);
  const dates = [await dateOf(person.id)];
  const versions: string[] = [];

  /** What must be so right after a change that now shows `picture`. */
  async function shows(picture: PictureMetadata | null, old: PictureMetadata | null) {
    const date = await dateOf(person.id);
    const before = formatHttpDate(dates.at(-1) ?? 0);
    dates.push(date);
    const answered = await get(path);
    expect(answered.status).toBe(picture ? 200 : 302);
    if (picture) {
      versions.push(picture.version);
      expect(answered.headers.get('etag')).toBe(`"${picture.digest}"`);
      expect(picture.lastUpdated).toBe(new Date(date * 1000).toISOString());
      // The date of the answer before, or the time of a fetch just before the change: neither is fresh now.
      expect((await get(path, { 'if-modified-since': before })).status).toBe(200);
      expect((await get(path, { 'if-modified-since': formatHttpDate(date) })).status).toBe(304);
    }
    if (old && old.digest !== picture?.digest) {
      const conditional = await get(path, { 'if-none-match': `"${old.digest}"` });
      expect(conditional.status).toBe(picture ? 200 : 302);
      expect((await get(old.url)).headers.get('cache-control')).not.toContain('immutable');
    }
    return picture;
  }

  const first = await shows(await upload(visage, person), null);
  const second = await shows(await upload(visage, person), first);
  await visage.mutate('picture.remove', undefined, person);
  await shows(null, second);
  const { data: restored } = await visage.mutate('picture.restore', { pictureId: first?.id }, person);
  await shows(restored, second);
  await visage.mutate('picture.forget', { pictureId: first?.id }, person);
  await shows(null, restored);
  const again = await shows(await upload(visage, person), restored);
  await update(visage, person, { visibility: 'private' });
  await shows(null, again);
  await update(visage, person, { visibility: 'public' });
  await shows((await own(visage, person)).picture, null);

  for (const [index, date] of dates.entries()) expect(date).toBeGreaterThan(dates[index - 1] ?? 0);
  expect(new Set(versions).size).toBe(versions.length);
  for (const version of versions) expect(version).toMatch(/^[\w-]{22}$/);
});

test('the time of a fetch does not make a change later in that second look old', async () => {
  const person = await visage.signUp();
  await upload(visage, person);
  await letDateCome(visage, person);
  const fetched = (await get(pathOf(person))).headers.get('date') ?? '';
  const next = await upload(visage, person);
  const answered = await get(pathOf(person), { 'if-modified-since': fetched });
  expect(answered.status).toBe(200);
  expect(answered.headers.get('etag')).toBe(`"${next.digest}"`);
});

test('a change of words changes no answer', async () => {
  const person = await visage.signUp();
  const picture = await upload(visage, person);
  await visage.mutate('picture.setAltText', { pictureId: picture.id, altText: 'Me' }, person);
  await update(visage, person, { bio: 'Hello', displayName: 'Someone' });
  const now = (await own(visage, person)).picture;
  expect(now).toEqual({ ...picture, altText: 'Me' });
  expect((await get(picture.url)).headers.get('cache-control')).toContain('immutable');
});

test('a changed handle leads there at once, and the old one nowhere', async () => {
  const person = await visage.signUp();
  const picture = await upload(visage, person);
  const { handle } = await own(visage, person);
  await update(visage, person, { handle: 'new-name' });
  expect(await etagOf('/profile/@new-name/picture')).toBe(`"${picture.digest}"`);
  expect((await get(`/profile/@${handle}/picture`)).status).toBe(302);
  expect((await get(`/profile/@${handle}/picture`, { 'if-none-match': '*' })).status).toBe(302);
  await update(visage, person, { handle });
  expect(await etagOf(`/profile/@${handle}/picture`)).toBe(`"${picture.digest}"`);
  expect((await get('/profile/@new-name/picture')).status).toBe(302);
});

test('under a handle the date is the later of the picture’s and of when the handle came to name its user', async () => {
  const person = await visage.signUp();
  await upload(visage, person);
  await letDateCome(visage, person);
  await update(visage, person, { handle: 'dated-name' });
  const set = async (lastUpdated: number, boundAt: number) => {
    await visage.sql.begin(async (tx) => {
      await tx`SET LOCAL session_replication_role = replica`;
      await tx`UPDATE picture_state SET last_updated = to_timestamp(${lastUpdated}) WHERE user_id = ${person.id}`;
      await tx`UPDATE alias SET bound_at = to_timestamp(${boundAt}) WHERE name = 'dated-name'`;
    });
    visage.changed(person.id);
  };
  const dated = async (path: string) => (await get(path)).headers.get('last-modified');
  await set(1_700_000_000, 1_700_000_500);
  expect(await dated('/profile/@dated-name/picture')).toBe(formatHttpDate(1_700_000_500));
  expect(await dated(pathOf(person))).toBe(formatHttpDate(1_700_000_000));
  const between = { 'if-modified-since': formatHttpDate(1_700_000_200) };
  expect((await get('/profile/@dated-name/picture', between)).status).toBe(200);
  expect((await get(pathOf(person), between)).status).toBe(304);
  await set(1_700_000_900, 1_700_000_500);
  expect(await dated('/profile/@dated-name/picture')).toBe(formatHttpDate(1_700_000_900));
});

test('a picture that is new in the second in which its handle was taken has a date of its own there', async () => {
  const person = await visage.signUp();
  await upload(visage, person);
  const before = await dateOf(person.id);
  // Later than the picture by a minute, as if the handle had been someone else's until then.
  await visage.sql`INSERT INTO alias (kind, name, released_at, bound_at)
    VALUES ('handle', 'taken-now', 'epoch', to_timestamp(${before + 60}))`;
  await update(visage, person, { handle: 'taken-now' });
  const [{ bound } = { bound: 0 }] = await visage.sql<{ bound: number }[]>`
    SELECT extract(epoch FROM bound_at)::float8 AS bound FROM alias WHERE name = 'taken-now'`;
  expect(bound).toBe(before + 61);
  await upload(visage, person);
  expect(await dateOf(person.id)).toBeGreaterThan(bound);
});

test('a change waits for a name that is just coming to lead to its person, and is later', async () => {
  const person = await visage.signUp();
  await upload(visage, person);
  const bound = (await dateOf(person.id)) + 60;
  let changing: Promise<unknown> = Promise.resolve();
  let isDone = false;
  await visage.sql.begin(async (tx) => {
    await tx`INSERT INTO alias (kind, name, user_id, bound_at)
      VALUES ('handle', 'bound-meanwhile', ${person.id}, to_timestamp(${bound}))`;
    changing = upload(visage, person).then(() => {
      isDone = true;
    });
    await Bun.sleep(300);
    expect(isDone).toBe(false);
  });
  await changing;
  expect(await dateOf(person.id)).toBeGreaterThan(bound);
});

test('a handle that passes on never has an older date than it had', async () => {
  const [former, next] = [await visage.signUp(), await visage.signUp()];
  await update(visage, former, { handle: 'passed-on' });
  for (let n = 0; n < 3; n += 1) await upload(visage, former);
  const last = await dateOf(former.id);
  await upload(visage, next);
  await letDateCome(visage, next);
  await visage.mutate('account.delete', {}, former);
  await update(visage, next, { handle: 'passed-on' });
  const answered = await get('/profile/@passed-on/picture', { 'if-modified-since': formatHttpDate(last) });
  expect(answered.status).toBe(200);
  expect(answered.headers.get('etag')).toBe(`"${(await own(visage, next)).picture?.digest}"`);
});

test('a deleted account shows no picture at the next request, under no name', async () => {
  const person = await visage.signUp();
  const picture = await upload(visage, person);
  const { handle } = await own(visage, person);
  await visage.mutate('account.delete', {}, person);
  for (const path of [pathOf(person), picture.url, `/profile/@${handle}/picture`]) {
    expect((await get(path, { 'if-none-match': `"${picture.digest}"` })).status).toBe(302);
  }
});
