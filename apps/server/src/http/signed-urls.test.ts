import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { own, update, upload, verifyAddress, whole } from '../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { createUrlSigner } from './signed-url';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let owner: Person;
let stranger: Person;
let admin: Person;

beforeAll(async () => {
  visage = await startTestVisage({ ADMIN_EMAILS: 'person3@example.org' });
  [owner, stranger, admin] = [await visage.signUp('Owner'), await visage.signUp(), await visage.signUp()];
  await verifyAddress(visage, admin);
  await upload(visage, owner);
  await update(visage, owner, { visibility: 'private' });
});
afterAll(() => visage.stop());

const signed = async (input: object, person: Person | null = owner) =>
  (await visage.query('picture.signedUrl', input, person)).data as { url: string; expiresAt: string };

describe('a signed URL', () => {
  test('opens a picture that is not public, for as long as it says and at most 300 s in a cache', async () => {
    const { url, expiresAt } = await signed({});
    const answered = await visage.picture(url);
    expect(answered.status).toBe(200);
    const maxAge = Number(/^private, max-age=(\d+)$/.exec(answered.headers.get('cache-control') ?? '')?.[1]);
    expect(maxAge).toBeLessThanOrEqual(300);
    expect(maxAge).toBeGreaterThan(200);
    expect(Date.parse(expiresAt)).toBeGreaterThan(Date.now());
    expect(answered.headers.has('access-control-allow-origin')).toBe(false);
    expect(answered.headers.has('cross-origin-resource-policy')).toBe(false);
    const week = await signed({ expiresIn: 604_800, size: 64 });
    expect((await visage.picture(week.url)).headers.get('cache-control')).toBe('private, max-age=300');
  });

  test('is path-absolute and names its format', async () => {
    expect((await signed({ size: 64 })).url).toMatch(/^\/profile\/.*size=64&format=webp&/);
    expect((await signed({ size: 64, format: 'avif' })).url).toContain('format=avif');
    const answered = await visage.picture((await signed({ size: 64, format: 'png' })).url);
    expect([answered.status, answered.headers.get('content-type')]).toEqual([200, 'image/png']);
  });

  test('altered, forged or expired answers as if unsigned', async () => {
    const { url } = await signed({ size: 64 });
    const nobody = await whole(await visage.picture('/profile/nobody/picture?size=64&format=webp'));
    const other = createUrlSigner('another secret');
    const past = { userId: owner.id, version: 'x', size: 64, format: 'webp', expires: 1 };
    for (const altered of [
      url.replace('size=64', 'size=32'),
      url.replace('format=webp', 'format=avif'),
      url.replace(/expires=\d+/, 'expires=9999999999'),
      url.replace(/expires=\d+/, 'expires=1'),
      url.replace(/signature=(.)/, (_, first) => `signature=${first === '-' ? '_' : '-'}`),
      `${url}A`,
      url.replace(/signature=.*/, 'signature=x'),
      url.replace(/signature=.*/, `signature=${other.sign(past)}`),
      url.replace(owner.id, stranger.id),
    ]) {
      expect((await whole(await visage.picture(altered))).status).toBe(nobody.status);
      expect((await whole(await visage.picture(altered))).headers).toEqual(nobody.headers);
    }
  });

  test('truly signed is of no more use once it has expired, to anyone, and none for another person, size or version', async () => {
    const signer = createUrlSigner('a secret for tests, long enough for anyone');
    const { version = '' } = (await own(visage, owner)).picture ?? {};
    const now = Math.floor(Date.now() / 1000);
    const url = (facts: { userId: string; version: string }, expires: number, at = owner.id) =>
      `/profile/${at}/picture?size=64&format=webp&expires=${expires}&signature=${signer.sign({ ...facts, size: 64, format: 'webp', expires })}`;
    const good = { userId: owner.id, version };
    expect((await visage.picture(url(good, now + 60))).status).toBe(200);
    const nobodys = await whole(await visage.picture('/profile/nobody/picture?size=64&format=webp'));
    for (const [name, replayed] of Object.entries({
      'this second': url(good, now),
      'long ago': url(good, now - 86_400),
      'of another person': url({ ...good, userId: stranger.id }, now + 60),
      'of an earlier version': url({ ...good, version: 'x'.repeat(22) }, now + 60),
      'at another person': url(good, now + 60, stranger.id),
    })) {
      for (const headers of [{}, { cookie: stranger.cookie }] as Record<string, string>[]) {
        expect({ name, ...(await whole(await visage.picture(replayed, { headers }))) }).toEqual({ name, ...nobodys });
      }
    }
  });

  test('ends with its version: by an upload, a removal, a change of visibility', async () => {
    for (const change of [
      () => upload(visage, owner),
      () => visage.mutate('picture.remove', {}, owner),
      () => upload(visage, owner),
      () => update(visage, owner, { visibility: 'members' }),
    ]) {
      const held = await visage.query('picture.signedUrl', {}, owner);
      await change();
      if (held.data) expect((await visage.picture(held.data.url)).status).toBe(302);
    }
    await update(visage, owner, { visibility: 'private' });
  });

  test('of a public picture changes nothing', async () => {
    const person = await visage.signUp();
    await upload(visage, person);
    const { url } = await signed({}, person);
    const answered = await visage.picture(url);
    expect(answered.headers.get('cache-control')).toBe('public, no-cache');
  });

  test('with half of its parameters, or odd ones, is refused', async () => {
    for (const query of [
      'expires=1',
      'signature=x',
      'expires=&signature=x',
      'expires=x&signature=x',
      'expires=-1&signature=x',
    ]) {
      expect((await visage.picture(`/profile/nobody/picture?${query}`)).status).toBe(400);
    }
  });
});

describe('picture.signedUrl', () => {
  test('is for those who may see the picture', async () => {
    const { error } = await visage.query('picture.signedUrl', { userId: owner.id }, stranger);
    expect(error).toMatchObject({ code: 'NOT_FOUND' });
    expect((await visage.query('picture.signedUrl', { userId: 'nobody' }, stranger)).error).toEqual(error);
    expect((await visage.query('picture.signedUrl', {}, null)).error).toMatchObject({ code: 'UNAUTHORIZED' });
    const { url } = await signed({ userId: owner.id, expiresIn: 3600 }, admin);
    expect((await visage.picture(url)).status).toBe(200);
  });

  test('gives 300 s at most, but a week to the owner and administrators', async () => {
    await update(visage, owner, { visibility: 'members' });
    const refused = await visage.query('picture.signedUrl', { userId: owner.id, expiresIn: 301 }, stranger);
    expect(refused.error).toMatchObject({ code: 'BAD_REQUEST', reason: 'invalid_input' });
    expect((await visage.picture((await signed({ userId: owner.id, expiresIn: 300 }, stranger)).url)).status).toBe(200);
    expect((await visage.query('picture.signedUrl', { expiresIn: 604_801 }, owner)).error?.reason).toBe(
      'invalid_input',
    );
    expect((await visage.query('picture.signedUrl', { format: 'webp' }, owner)).error?.reason).toBe('invalid_input');
    await update(visage, owner, { visibility: 'private' });
  });

  test('of someone without a picture is not found', async () => {
    const person = await visage.signUp();
    expect((await visage.query('picture.signedUrl', {}, person)).error).toMatchObject({ code: 'NOT_FOUND' });
  });
});
