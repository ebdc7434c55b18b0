import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { letDateCome, update, verifyAddress, whole } from '../../test/deeds';
import { base64, image, sha256 } from '../../test/images';
import { act, makeKey, type TestKey } from '../../test/keys';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let here: TestVisage;
let there: TestVisage;
let admin: Person;
let site: TestKey;

beforeAll(async () => {
  const environment = { ADMIN_EMAILS: 'person1@example.org' };
  here = await startTestVisage(environment);
  there = await startTestVisage({ ...environment, PUBLIC_URL: here.origin }, { beside: here });
  admin = await here.signUp('Ann Admin');
  await verifyAddress(here, admin);
  site = await makeKey(here, admin);
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

let made = 0;
/** A path that names nobody yet. */
function newId() {
  made += 1;
  const externalId = `member:${made}`;
  return { externalId, path: `/profile/ext:${externalId}/picture?fallback=404` };
}
const provision = async (visage: TestVisage, externalId: string): Promise<string> =>
  (await act(visage, 'profile.provision', site, { externalId, displayName: 'A Member' })).data.id;
const upload = async (visage: TestVisage, userId: string): Promise<string> => {
  const data = base64(await image());
  return (await act(visage, 'picture.upload', site, { userId, data, mimeType: 'image/png' })).data.digest;
};
const bodyAt = async (visage: TestVisage, path: string) => {
  const answered = await visage.picture(path);
  return answered.status === 200 ? sha256(await answered.bytes()) : String(answered.status);
};
/** Asks until it is `body`, and never again anything else. */
async function settlesAt(visage: TestVisage, path: string, body: string): Promise<void> {
  while ((await bodyAt(visage, path)) !== body) await Bun.sleep(10);
  for (let again = 0; again < 5; again += 1) expect(await bodyAt(visage, path)).toBe(body);
}

describe('an external id, of which every process remembers that it names nobody,', () => {
  test('names someone at once where they were made, and soon elsewhere', async () => {
    const { externalId, path } = newId();
    for (const visage of [here, there]) expect(await bodyAt(visage, path)).toBe('404');
    const id = await provision(here, externalId);
    const digest = await upload(here, id);
    expect(await bodyAt(here, path)).toBe(digest);
    await settlesAt(there, path, digest);
  });

  test('shows at once what another process than the one that made them uploads', async () => {
    for (let round = 0; round < 10; round += 1) {
      const { externalId, path } = newId();
      expect(await bodyAt(there, path)).toBe('404');
      const id = await provision(here, externalId);
      const digest = await upload(there, id);
      expect(await bodyAt(there, path)).toBe(digest);
      await settlesAt(here, path, digest);
    }
  });
});

describe('an external id that names someone', () => {
  test('shows each change at once where it was made, and soon elsewhere', async () => {
    const { externalId, path } = newId();
    const id = await provision(here, externalId);
    for (let change = 0; change < 5; change += 1) {
      const [from, other] = change % 2 ? [here, there] : [there, here];
      await bodyAt(other, path);
      const digest = await upload(from, id);
      expect(await bodyAt(from, path)).toBe(digest);
      await settlesAt(other, path, digest);
    }
    await act(here, 'picture.remove', site, { userId: id });
    expect(await bodyAt(here, path)).toBe('404');
    await settlesAt(there, path, '404');
  });

  test('names nobody once they are deleted, and whoever is made anew under it', async () => {
    const { externalId, path } = newId();
    const digest = await upload(here, await provision(here, externalId));
    await settlesAt(there, path, digest);
    await here.sql`DELETE FROM "user" WHERE id IN (SELECT user_id FROM alias WHERE name = ${externalId})`;
    for (const visage of [here, there]) await settlesAt(visage, path, '404');
    const again = await upload(there, await provision(there, externalId));
    expect(await bodyAt(there, path)).toBe(again);
    await settlesAt(here, path, again);
  });

  test('answers as the user’s own id does, with a date that conditions go by', async () => {
    const { externalId, path } = newId();
    const id = await provision(here, externalId);
    await upload(here, id);
    await letDateCome(here, { id });
    const [byName, byId] = [await here.picture(path), await here.picture(`/profile/${id}/picture?fallback=404`)];
    expect(byName.headers.get('etag')).toBe(byId.headers.get('etag'));
    const since = byName.headers.get('last-modified') ?? '';
    const answered = await here.picture(path, { headers: { 'if-modified-since': since } });
    expect(answered.status).toBe(304);
    expect((await here.picture(path, { method: 'PUT' })).status).toBe(405);
  });

  test('and is hidden answers as one that names nobody', async () => {
    const { externalId } = newId();
    const id = await provision(here, externalId);
    await upload(here, id);
    const { revision } = (await here.query('profile.get', { id }, admin)).data;
    await act(here, 'profile.update', site, { userId: id, revision, visibility: 'private' });
    const hidden = (name: string) => `/profile/ext:${name}/picture`;
    for (const query of ['', '?fallback=404', '?size=64', '?fallback=']) {
      const one = await whole(await here.picture(`${hidden(externalId)}${query}`));
      expect(one).toEqual(await whole(await here.picture(`${hidden('nobody-here')}${query}`)));
    }
    const seen = await here.picture(hidden(externalId), { headers: { cookie: admin.cookie } });
    expect(seen.headers.get('cache-control')).toBe('private, no-cache');
  });
});

test('what can be no external id names nobody', async () => {
  for (const id of ['ext:', 'ext:%00', `ext:${'x'.repeat(129)}`, 'ext:%E0%A4%A', 'EXT:member']) {
    expect({ id, status: (await here.picture(`/profile/${id}/picture?fallback=404`)).status }).toEqual({
      id,
      status: 404,
    });
  }
  await update(here, admin, { handle: 'ann-admin' });
  expect(await bodyAt(here, '/profile/ext:ann-admin/picture?fallback=404')).toBe('404');
});
