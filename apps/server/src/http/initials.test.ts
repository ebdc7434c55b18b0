import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { pathOf, update, upload, whole } from '../../test/deeds';
import { sha256 } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada & <Lovelace>');
});
afterAll(() => visage.stop());

const initials = (path: string, headers: Record<string, string> = {}) =>
  visage.picture(`${path}?fallback=initials`, { headers });

test('stand in for someone without a picture, made from the name, escaped', async () => {
  const answered = await initials(pathOf(ada));
  expect(answered.status).toBe(200);
  expect(answered.headers.get('content-type')).toBe('image/svg+xml');
  expect(answered.headers.get('cache-control')).toBe('no-cache');
  expect(answered.headers.has('last-modified')).toBe(false);
  expect(answered.headers.get('content-security-policy')).toContain("default-src 'none'");
  expect(answered.headers.get('content-security-policy')).toContain('sandbox');
  expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
  const svg = await answered.text();
  expect(answered.headers.get('etag')).toBe(`"${sha256(new TextEncoder().encode(svg))}"`);
  expect(svg).toContain('>AL<');
  expect(svg).not.toContain('<Lovelace');
});

test('have the size asked for', async () => {
  for (const size of [1, 48, 2048]) {
    const svg = await (await visage.picture(`${pathOf(ada)}?fallback=initials&size=${size}`)).text();
    expect(svg).toContain(`width="${size}" height="${size}"`);
  }
});

test('are answered by 304 to their tag, and never to a date', async () => {
  const etag = (await initials(pathOf(ada))).headers.get('etag') ?? '';
  expect((await initials(pathOf(ada), { 'if-none-match': etag })).status).toBe(304);
  expect((await initials(pathOf(ada), { 'if-modified-since': new Date(Date.now() + 1e7).toUTCString() })).status).toBe(
    200,
  );
});

test('are the same by HEAD, without the body', async () => {
  const head = await whole(await visage.picture(`${pathOf(ada)}?fallback=initials`, { method: 'HEAD' }));
  expect(head).toEqual({ ...(await whole(await initials(pathOf(ada)))), body: '' });
});

test('of someone hidden come from the URL, as of someone who is not there', async () => {
  const someone = await visage.signUp('Zoë Zebra');
  const { handle } = await update(visage, someone, { visibility: 'private' });
  for (const path of [pathOf(someone), `/profile/@${handle}/picture`]) {
    const hidden = await whole(await initials(path));
    expect(hidden.body).not.toContain('>ZZ<');
    expect(hidden.headers).toContainEqual(['cache-control', 'no-cache']);
    // The same drawing that the same letters get once nobody has them.
    await visage.sql`UPDATE profile SET visibility = 'private' WHERE user_id = ${someone.id}`;
    const seen = await initials(path, { cookie: someone.cookie });
    expect(seen.headers.get('cache-control')).toBe('private, no-cache');
    expect(await seen.text()).toContain('>ZZ<');
    if (path === pathOf(someone)) continue;
    await visage.sql`DELETE FROM "user" WHERE id = ${someone.id}`;
    expect(await whole(await initials(path))).toEqual(hidden);
  }
});

test('never outlive the first real picture', async () => {
  const someone = await visage.signUp();
  const before = await initials(pathOf(someone));
  await upload(visage, someone);
  const after = await initials(pathOf(someone), { 'if-none-match': before.headers.get('etag') ?? '' });
  expect([after.status, after.headers.get('content-type')]).toEqual([200, 'image/png']);
});
