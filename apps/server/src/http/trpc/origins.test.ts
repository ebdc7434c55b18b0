import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
const trusted = 'https://site.example.org';
const foreign = 'https://evil.example';
const json = { 'content-type': 'application/json' };

beforeAll(async () => {
  visage = await startTestVisage({ TRUSTED_ORIGINS: trusted });
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

const send = (path: string, init: RequestInit = {}) => visage.picture(`/trpc/${path}`, init);

async function expectForbidden(answered: Response): Promise<void> {
  expect(answered.status).toBe(403);
  expect(answered.headers.get('cache-control')).toBe('private, no-store');
  expect(await answered.json()).toMatchObject({
    error: { data: { code: 'FORBIDDEN', httpStatus: 403, reason: 'forbidden' } },
  });
}

describe('a write that rides on a cookie', () => {
  const attempt = (origin: string | null) =>
    send('picture.remove', {
      method: 'POST',
      body: '{}',
      headers: { ...json, cookie: ada.cookie, ...(origin !== null && { origin }) },
    });

  test('needs the site’s own origin or a trusted one', async () => {
    expect((await attempt(visage.origin)).status).toBe(200);
    expect((await attempt(`http://127.0.0.1:${visage.port}`)).status).toBe(200);
    expect((await attempt(`http://[::1]:${visage.port}`)).status).toBe(200);
    expect((await attempt(trusted)).status).toBe(200);
    for (const origin of [
      null,
      'null',
      foreign,
      '',
      `${trusted}.evil.example`,
      `${trusted}:8443`,
      'http://site.example.org',
      trusted.toUpperCase(),
      `${trusted}/`,
    ]) {
      await expectForbidden(await attempt(origin));
    }
  });

  test('gains nothing from Host, X-Forwarded-Host or Referer', async () => {
    const host = 'evil.example';
    const headers = {
      ...json,
      cookie: ada.cookie,
      origin: foreign,
      host,
      'x-forwarded-host': host,
      referer: visage.origin,
    };
    await expectForbidden(await send('picture.remove', { method: 'POST', body: '{}', headers }));
  });

  test('with a public address, trusts that and no loopback', async () => {
    const there = await startTestVisage({ PUBLIC_URL: 'https://pictures.example.org' });
    const person = await there.signUp();
    const status = async (origin: string) => (await there.mutate('picture.remove', {}, person, { origin })).status;
    expect(await status('https://pictures.example.org')).toBe(200);
    expect(await status(`http://localhost:${there.port}`)).toBe(403);
    expect(await status(`http://127.0.0.1:${there.port}`)).toBe(403);
    await there.stop();
  });
});

describe('other origins', () => {
  test('may read what anyone may, without credentials', async () => {
    for (const origin of [foreign, 'null', undefined]) {
      const { headers, status } = await send('profile.list', { headers: origin ? { origin } : {} });
      expect(status).toBe(200);
      expect(headers.get('access-control-allow-origin')).toBe('*');
      expect(headers.has('access-control-allow-credentials')).toBe(false);
    }
  });

  test('that are trusted are named, with credentials', async () => {
    const { headers } = await send('profile.me', { headers: { origin: trusted, cookie: ada.cookie } });
    expect(headers.get('access-control-allow-origin')).toBe(trusted);
    expect(headers.get('access-control-allow-credentials')).toBe('true');
    expect(headers.get('vary')?.toLowerCase()).toContain('origin');
  });

  test('are answered 204 when they ask first, and only the trusted may write with cookies', async () => {
    const ask = (origin: string) =>
      send('picture.upload', {
        method: 'OPTIONS',
        headers: { origin, 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' },
      });
    const friend = await ask(trusted);
    expect(friend.status).toBe(204);
    expect(friend.headers.get('access-control-allow-methods')).toContain('POST');
    expect(friend.headers.get('access-control-allow-headers')).toContain('content-type');
    expect(friend.headers.get('access-control-allow-credentials')).toBe('true');
    const stranger = await ask(foreign);
    expect(stranger.status).toBe(204);
    expect(stranger.headers.has('access-control-allow-credentials')).toBe(false);
  });
});
