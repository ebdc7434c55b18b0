import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import { letDateCome, own, pathOf, update, upload, verifyAddress, whole } from '../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let owner: Person;
let stranger: Person;
let admin: Person;
let unverified: Person;
let handle: string;
let picture: PictureMetadata;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'Person3@Example.org, person4@example.org' });
  [owner, stranger, admin, unverified] = [
    await visage.signUp('Olive Owner'),
    await visage.signUp('Stan Stranger'),
    await visage.signUp('Ann Admin'),
    await visage.signUp('Uma Unverified'),
  ];
  await verifyAddress(visage, admin);
  await upload(visage, owner);
  handle = (await own(visage, owner)).handle;
});
afterAll(() => visage.stop());

/** Hidden from public, and read again: the version and the date have changed with it. */
async function hide(visibility: 'members' | 'private'): Promise<void> {
  await update(visage, owner, { visibility: 'public' });
  await update(visage, owner, { visibility });
  await letDateCome(visage, owner);
  picture = (await own(visage, owner)).picture as PictureMetadata;
}

const as = (person: Person | null): Record<string, string> => (person ? { cookie: person.cookie } : {});
const see = (person: Person | null, path = pathOf(owner), headers: Record<string, string> = {}) =>
  visage.picture(path, { headers: { ...as(person), ...headers } });

/** Every way to ask for the hidden one, and beside it the same for nobody. */
async function expectHiddenFrom(person: Person | null): Promise<void> {
  const queries = ['', `?v=${picture.version}`, '?fallback=404', '?fallback=', '?v='];
  const conditions: Record<string, string>[] = [
    {},
    { 'if-none-match': `"${picture.digest}"` },
    { 'if-none-match': '*' },
    { 'if-modified-since': 'Fri, 31 Dec 2100 23:59:59 GMT' },
    { 'if-match': '"x"' },
    { range: 'bytes=0-1' },
  ];
  for (const id of [owner.id, `@${handle}`]) {
    for (const query of queries) {
      for (const method of ['GET', 'HEAD']) {
        for (const condition of conditions) {
          const ask = (who: string) =>
            visage.picture(`/profile/${who}/picture${query}`, { method, headers: { ...as(person), ...condition } });
          const asked = `${method} ${query} ${Object.entries(condition)}`;
          const unknown = id.startsWith('@') ? '@nobody-here' : 'nobody-here';
          expect({ asked, ...(await whole(await ask(id))) }).toEqual({ asked, ...(await whole(await ask(unknown))) });
        }
      }
    }
  }
}

async function expectShownPrivatelyTo(person: Person): Promise<void> {
  for (const path of [pathOf(owner), picture.url, `/profile/@${handle}/picture?v=${picture.version}`]) {
    const answered = await see(person, path);
    expect(answered.status).toBe(200);
    expect(answered.headers.get('cache-control')).toBe('private, no-cache');
    expect(answered.headers.get('etag')).toBe(`"${picture.digest}"`);
    expect(answered.headers.has('access-control-allow-origin')).toBe(false);
    expect(answered.headers.has('cross-origin-resource-policy')).toBe(false);
    expect(answered.headers.has('set-cookie')).toBe(false);
    const fresh = await see(person, path, { 'if-none-match': `"${picture.digest}"` });
    expect(fresh.status).toBe(304);
    expect(fresh.headers.get('cache-control')).toBe('private, no-cache');
  }
}

describe('a picture for members', () => {
  beforeAll(() => hide('members'));

  test('is for nobody without a session as if it were not there', () => expectHiddenFrom(null));

  test('is hidden from a key that is none, as one that is not there', async () => {
    const keys: Record<string, string>[] = [{ 'x-api-key': 'no key' }, { 'x-api-key': 'no key', cookie: owner.cookie }];
    for (const headers of keys) {
      const answered = await whole(await visage.picture(pathOf(owner), { headers }));
      expect(answered).toEqual(await whole(await visage.picture('/profile/nobody-here/picture', { headers })));
    }
  });

  test('is shown to anyone with a session, never for a shared cache', async () => {
    for (const person of [owner, stranger, admin]) await expectShownPrivatelyTo(person);
  });

  test('is hidden from a session that is none', async () => {
    const altered = { ...stranger, cookie: `${stranger.cookie}x` };
    await expectHiddenFrom(altered);
    await expectHiddenFrom({ ...stranger, cookie: 'visage.session_token=%E0%A4%A; other=1' });
  });
});

describe('a private picture', () => {
  beforeAll(() => hide('private'));

  test('is for nobody as if it were not there', () => expectHiddenFrom(null));
  test('is for another person as if it were not there', () => expectHiddenFrom(stranger));
  test('is hidden from an administrator whose address has not been verified', () => expectHiddenFrom(unverified));

  test('is shown to its owner and to administrators, never for a shared cache', async () => {
    for (const person of [owner, admin]) await expectShownPrivatelyTo(person);
  });

  test('is shown again to anyone at the next request once it is public', async () => {
    await update(visage, owner, { visibility: 'public' });
    const answered = await see(null);
    expect(answered.status).toBe(200);
    expect(answered.headers.get('cache-control')).toBe('public, no-cache');
  });
});
