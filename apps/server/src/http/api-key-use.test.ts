import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createVisageClient } from '@visage/client/visage-client';
import type { PictureMetadata } from '@visage/contract/picture';
import { auth, newAddress } from '../../test/auth';
import { letDateCome, own, pathOf, update, upload, useUp, verifyAddress, whole } from '../../test/deeds';
import { openStream } from '../../test/event-stream';
import { base64, image } from '../../test/images';
import { act, ask, makeKey, type TestKey } from '../../test/keys';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let bob: Person;
let admin: Person;
/** Ada's, by their scopes. */
let reads: TestKey;
let writes: TestKey;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person3@example.org' });
  [ada, bob, admin] = [await visage.signUp('Ada'), await visage.signUp('Bob'), await visage.signUp('Ann Admin')];
  await verifyAddress(visage, admin);
  reads = await makeKey(visage, ada, ['profiles:read']);
  writes = await makeKey(visage, ada, ['profiles:write']);
});
afterAll(() => visage.stop());

const png = async () => ({ data: base64(await image()), mimeType: 'image/png' });
const codeOf = async (called: Promise<{ error: { code: string } | null }>) => (await called).error?.code ?? 'OK';
const never: TestKey = { id: '', key: '', headers: { 'x-api-key': `visage_${'a'.repeat(64)}` } };
const headersOf = (key: TestKey) => ({ headers: { ...key.headers } });

describe('a key with profiles:read', () => {
  test('reads what is its owner’s', async () => {
    expect((await ask(visage, 'profile.me', reads)).data).toMatchObject({ id: ada.id, email: ada.email });
    expect((await ask(visage, 'picture.history', reads)).data).toEqual({ items: [], nextCursor: null });
  });

  test('changes nothing', async () => {
    const before = await own(visage, ada);
    for (const [path, input] of [
      ['profile.update', { revision: before.revision, bio: 'changed' }],
      ['picture.upload', await png()],
      ['picture.remove', {}],
      ['picture.restore', { pictureId: 'x' }],
      ['picture.forget', { pictureId: 'x' }],
      ['picture.setAltText', { pictureId: 'x', altText: 'x' }],
    ] as const) {
      expect([path, await codeOf(act(visage, path, reads, input))]).toEqual([path, 'FORBIDDEN']);
    }
    expect(await own(visage, ada)).toEqual(before);
  });
});

describe('a key with profiles:write', () => {
  test('changes what is its owner’s, without an Origin and from any', async () => {
    const { revision } = await own(visage, ada);
    expect(await codeOf(act(visage, 'profile.update', writes, { revision, bio: 'By a program.' }))).toBe('OK');
    const from = { ...writes.headers, origin: 'https://elsewhere.example' };
    expect(await codeOf(visage.mutate('picture.upload', await png(), null, from))).toBe('OK');
    const { bio, picture } = await own(visage, ada);
    expect(bio).toBe('By a program.');
    expect(picture).not.toBeNull();
  });

  test('reads nothing that is its owner’s alone', async () => {
    for (const path of ['profile.me', 'picture.history']) {
      expect([path, await codeOf(ask(visage, path, writes))]).toEqual([path, 'FORBIDDEN']);
    }
  });

  test('of a person who is no administrator changes nobody else', async () => {
    for (const [path, input] of [
      ['profile.update', { revision: 1, bio: 'x' }],
      ['picture.remove', {}],
      ['picture.upload', await png()],
    ] as const) {
      expect(await codeOf(act(visage, path, writes, { ...input, userId: bob.id }))).toBe('FORBIDDEN');
    }
    expect(await codeOf(ask(visage, 'picture.history', reads, { userId: bob.id }))).toBe('FORBIDDEN');
  });
});

describe('an administrator’s key', () => {
  test('with profiles:write acts for others, and reads their history', async () => {
    const key = await makeKey(visage, admin, ['profiles:write']);
    const { revision } = await own(visage, bob);
    const changed = await act(visage, 'profile.update', key, { userId: bob.id, revision, bio: 'By the site.' });
    expect(changed.data).toMatchObject({ id: bob.id, bio: 'By the site.' });
    const first = await act(visage, 'picture.upload', key, { userId: bob.id, ...(await png()) });
    await act(visage, 'picture.upload', key, { userId: bob.id, ...(await png()) });
    const { data } = await ask(visage, 'picture.history', key, { userId: bob.id });
    expect(data.items.map(({ id }: PictureMetadata) => id)).toEqual([first.data.id]);
    expect(await codeOf(act(visage, 'picture.remove', key, { userId: bob.id }))).toBe('OK');
    expect((await own(visage, admin)).picture).toBeNull();
  });

  test('without it acts for nobody else', async () => {
    const key = await makeKey(visage, admin, ['profiles:read']);
    expect(await codeOf(act(visage, 'picture.remove', key, { userId: bob.id }))).toBe('FORBIDDEN');
    expect(await codeOf(ask(visage, 'picture.history', key, { userId: bob.id }))).toBe('FORBIDDEN');
    expect(await codeOf(ask(visage, 'picture.history', key))).toBe('OK');
  });

  test('is one only while they are', async () => {
    const key = await makeKey(visage, admin, ['profiles:read', 'profiles:write']);
    await visage.sql`UPDATE "user" SET email_verified = false WHERE id = ${admin.id}`;
    expect(await codeOf(act(visage, 'picture.remove', key, { userId: bob.id }))).toBe('FORBIDDEN');
    expect(await codeOf(act(visage, 'picture.remove', key))).toBe('OK');
    await verifyAddress(visage, admin);
    expect(await codeOf(act(visage, 'picture.remove', key, { userId: bob.id }))).toBe('OK');
  });
});

describe('a key that is none, is cut short, or has ended', () => {
  let bad: TestKey[];
  beforeAll(async () => {
    const [ended, late] = [await makeKey(visage, ada), await makeKey(visage, ada, ['profiles:read'], { expiresIn: 9 })];
    await visage.mutate('apiKey.revoke', { id: ended.id }, ada);
    await visage.sql`UPDATE api_key SET expires_at = now() WHERE id = ${late.id}`;
    const cut = { ...never, headers: { 'x-api-key': reads.key.slice(0, -1) } };
    bad = [never, cut, ended, late, { ...never, headers: { 'x-api-key': '' } }];
  });

  test('is UNAUTHORIZED everywhere, where anyone may read too, and though a cookie stands beside it', async () => {
    for (const { headers } of bad) {
      for (const path of ['profile.me', 'profile.list', 'picture.history', 'apiKey.list']) {
        expect(await codeOf(visage.query(path, undefined, ada, headers))).toBe('UNAUTHORIZED');
      }
      for (const path of ['picture.remove', 'picture.upload', 'apiKey.create', 'account.delete']) {
        expect(await codeOf(visage.mutate(path, {}, ada, headers))).toBe('UNAUTHORIZED');
      }
      expect((await openStream(visage, [ada.id], ada, headers)).response.status).toBe(401);
    }
  });

  test('changes no answer of the picture route', async () => {
    await upload(visage, ada);
    for (const visibility of ['public', 'private']) {
      await update(visage, ada, { visibility });
      await letDateCome(visage, ada);
      for (const key of bad) {
        const [withIt, without] = [
          await visage.picture(pathOf(ada), headersOf(key)),
          await visage.picture(pathOf(ada)),
        ];
        expect(await whole(withIt)).toEqual(await whole(without));
      }
    }
  });

  test('counts against the address it comes from', async () => {
    const address = newAddress();
    const from = { ...never.headers, 'x-forwarded-for': address };
    await visage.query('profile.list', undefined, null, from);
    const rows = await visage.sql`SELECT key, used FROM rate_limit WHERE key LIKE ${`%${address}`}`;
    expect([...rows]).toEqual([{ key: `bad-key ${address}`, used: 1 }]);
    await useUp(visage, `bad-key ${address}`, 120);
    expect((await visage.query('profile.list', undefined, null, from)).status).toBe(429);
    // Whoever reads there without one is not counted with it.
    expect((await visage.query('profile.list', undefined, null, { 'x-forwarded-for': address })).status).toBe(200);
  });

  describe('and stops nobody beside it, wherever it tries to write:', () => {
    const put = (headers: Record<string, string>) =>
      visage.picture('/profile/me/picture', { method: 'PUT', headers, body: 'no picture' });
    const tries: Record<string, (headers: Record<string, string>) => Promise<{ status: number; headers: Headers }>> = {
      'picture.remove': (headers) => visage.mutate('picture.remove', {}, ada, headers),
      'picture.upload': (headers) => visage.mutate('picture.upload', {}, null, headers),
      'profile.provision': (headers) => visage.mutate('profile.provision', {}, null, headers),
      'account.delete': (headers) => visage.mutate('account.delete', {}, ada, headers),
      'apiKey.create': (headers) => visage.mutate('apiKey.create', {}, ada, headers),
      'PUT of a picture': put,
    };

    test.each(Object.keys(tries))('%s', async (name) => {
      const attempt = tries[name] ?? put;
      const address = newAddress();
      const from = { ...never.headers, 'x-forwarded-for': address };
      await useUp(visage, `bad-key ${address}`, 119);
      expect((await attempt(from)).status).toBe(401);
      const refused = await attempt(from);
      expect(refused.status).toBe(429);
      expect(refused.headers.get('retry-after')).toMatch(/^[1-9]\d*$/);
      // Neither a good key at the same address, nor the same bad one at another.
      const good = await visage.mutate('picture.remove', {}, null, { ...writes.headers, 'x-forwarded-for': address });
      expect(good.status).toBe(200);
      // Nor a person there, who signs out or asks for another password.
      const there = { 'x-forwarded-for': address };
      const person = await visage.signUp();
      const email = person.email;
      expect((await auth(visage, 'request-password-reset', { email }, there)).status).toBe(200);
      expect((await auth(visage, 'sign-out', undefined, { ...there, cookie: person.cookie })).status).toBe(200);
      expect((await attempt({ ...never.headers, 'x-forwarded-for': newAddress() })).status).toBe(401);
    });
  });
});

describe('who may see', () => {
  const see = async (key: TestKey | null, path = pathOf(bob)) =>
    (await visage.picture(`${path}?fallback=404`, key ? headersOf(key) : {})).status;
  const get = async (key: TestKey) => (await ask(visage, 'profile.get', key, { id: bob.id })).status;

  test('a profile for members: any key', async () => {
    await upload(visage, bob);
    await update(visage, bob, { visibility: 'members' });
    expect([await see(reads), await see(writes), await see(null), await see(never)]).toEqual([200, 200, 404, 404]);
    expect([await get(reads), await get(writes)]).toEqual([200, 200]);
    const shown = await visage.picture(pathOf(bob), headersOf(reads));
    expect(shown.headers.get('cache-control')).toBe('private, no-cache');
    expect(shown.headers.has('access-control-allow-origin')).toBe(false);
  });

  test('a private one: the owner’s and an administrator’s, with profiles:read', async () => {
    await update(visage, bob, { visibility: 'private' });
    for (const person of [bob, admin]) {
      const [may, mayNot] = [
        await makeKey(visage, person, ['profiles:read']),
        await makeKey(visage, person, ['profiles:write']),
      ];
      expect([await see(may), await see(mayNot)]).toEqual([200, 404]);
      expect([await get(may), await get(mayNot)]).toEqual([200, 404]);
    }
    expect([await see(reads), await get(reads)]).toEqual([404, 404]);
  });

  test('earlier pictures, and signed URLs for days: as a private one', async () => {
    await upload(visage, bob);
    const [may, mayNot] = [
      await makeKey(visage, bob, ['profiles:read']),
      await makeKey(visage, bob, ['profiles:write']),
    ];
    const [earlier] = (await visage.query('picture.history', undefined, bob)).data.items;
    expect([await see(may, earlier.url), await see(mayNot, earlier.url), await see(reads, earlier.url)]).toEqual([
      200, 404, 404,
    ]);
    await update(visage, bob, { visibility: 'members' });
    const sign = (key: TestKey) => codeOf(ask(visage, 'picture.signedUrl', key, { userId: bob.id, expiresIn: 86_400 }));
    expect([await sign(may), await sign(mayNot), await sign(reads)]).toEqual(['OK', 'BAD_REQUEST', 'BAD_REQUEST']);
  });
});

describe('limits', () => {
  const used = async (subject: string) =>
    (await visage.sql`SELECT used FROM rate_limit WHERE key = ${`read ${subject}`}`)[0]?.used ?? 0;

  test('reads count by the key, from whatever address', async () => {
    const key = await makeKey(visage, ada);
    const read = (address: string) =>
      visage.query('profile.list', undefined, null, { ...key.headers, 'x-forwarded-for': address });
    const addresses = [newAddress(), newAddress()];
    for (const address of addresses) expect((await read(address)).status).toBe(200);
    expect(await used(key.id)).toBe(2);
    for (const address of addresses) expect(await used(address)).toBe(0);
    await useUp(visage, `read ${key.id}`, 1200);
    const refused = await read(newAddress());
    expect(refused.status).toBe(429);
    expect(refused.headers.get('retry-after')).toMatch(/^\d+$/);
    expect((await ask(visage, 'profile.list', await makeKey(visage, ada))).status).toBe(200);
  });

  test('writes count by the account, with whatever key', async () => {
    const person = await visage.signUp();
    const keys = [await makeKey(visage, person), await makeKey(visage, person)];
    await useUp(visage, `write ${person.id}`, 120);
    for (const key of keys) expect((await act(visage, 'picture.remove', key)).status).toBe(429);
  });
});

test('a stream that a key opened tells nothing hidden once the key has ended', async () => {
  const eve = await visage.signUp('Eve', { visibility: 'private' });
  await upload(visage, eve);
  const key = await makeKey(visage, eve, ['profiles:read']);
  const stream = await openStream(visage, [eve.id], null, key.headers);
  expect((await stream.next())?.version).toBeTruthy();
  const { version } = await upload(visage, eve);
  expect((await stream.next())?.version).toBe(version);
  await visage.mutate('apiKey.revoke', { id: key.id }, eve);
  await upload(visage, eve);
  expect(await stream.next()).toEqual({ userId: eve.id, version: null, url: null });
  stream.close();
});

test('the client sends its key with queries, changes, uploads and streams', async () => {
  const eve = await visage.signUp('Eve', { visibility: 'private' });
  const { key } = await makeKey(visage, eve);
  const client = createVisageClient({ baseUrl: visage.base, apiKey: key });
  const { version } = await client.picture.upload.mutate(await png());
  const me = await client.profile.me.query();
  expect(me).toMatchObject({ id: eve.id, picture: { version } });
  expect((await client.profile.update.mutate({ revision: me.revision, bio: 'Hello.' })).bio).toBe('Hello.');
  const told = Promise.withResolvers<string | null>();
  const subscription = client.picture.onChange.subscribe(
    { ids: [eve.id] },
    { onData: (change) => told.resolve(change.version), onError: told.reject },
  );
  expect(await told.promise).toBe(version);
  subscription.unsubscribe();
});
