import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { own } from '../../../test/deeds';
import { rawHttp } from '../../../test/raw-http';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

const send = (path: string, init: RequestInit = {}) => visage.picture(`/trpc/${path}`, init);
const post = (path: string, body: string | FormData | null, headers: Record<string, string> = {}) =>
  send(path, { method: 'POST', body, headers: { origin: visage.origin, cookie: ada.cookie, ...headers } });
const json = { 'content-type': 'application/json' };

async function expectError(answered: Response, status: number, code: string, reason?: string): Promise<void> {
  expect(answered.status).toBe(status);
  expect(answered.headers.get('cache-control')).toBe('private, no-store');
  const body = (await answered.json()) as { error: { data: { stack?: string } } };
  expect(body).toMatchObject({ error: { data: { code, httpStatus: status, ...(reason && { reason }) } } });
  expect(body.error.data.stack).toBeUndefined();
}

test('no answer may be kept by a cache', async () => {
  for (const answered of [
    await send('profile.list'),
    await send('profile.me'),
    await send('no.such'),
    await post('picture.remove', 'garbage', json),
    await send(''),
  ]) {
    expect(answered.headers.get('cache-control')).toBe('private, no-store');
    expect(answered.headers.get('x-content-type-options')).toBe('nosniff');
  }
});

describe('input', () => {
  test('where no field is required: no body, null and {} mean the same', async () => {
    for (const body of [null, '', 'null', '{}']) {
      for (const headers of [json, {}] as Record<string, string>[]) {
        if (body && headers !== json) continue;
        expect((await post('picture.remove', body, headers)).status).toBe(200);
      }
    }
    for (const path of ['profile.list', 'profile.me', 'picture.history']) {
      for (const query of ['', '?input=null', '?input=%7B%7D']) {
        expect((await send(`${path}${query}`, { headers: { cookie: ada.cookie } })).status).toBe(200);
      }
    }
  });

  test('a body without content, as curl -X POST sends it', async () => {
    const asked = `POST /trpc/picture.remove HTTP/1.1\r\nHost: x\r\nOrigin: ${visage.origin}\r\nCookie: ${ada.cookie}\r\n`;
    expect(await rawHttp(visage.port, `${asked}Connection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await rawHttp(visage.port, `${asked}Content-Length: 0\r\nConnection: close\r\n\r\n`)).toMatch(
      /^HTTP\/1\.1 200 /,
    );
  });

  test('that is no JSON is invalid', async () => {
    for (const body of ['{', 'undefined', "{'a':1}", '{"a":1}x', '\0', 'NaN', '\ufeff{}x']) {
      await expectError(await post('picture.remove', body, json), 400, 'BAD_REQUEST', 'invalid_input');
    }
    for (const input of ['{', 'x', '%00', '%ff']) {
      await expectError(await send(`profile.list?input=${input}`), 400, 'BAD_REQUEST', 'invalid_input');
    }
  });

  test('that is JSON of another shape is invalid, and says which field', async () => {
    for (const body of ['[]', '1', '"x"', 'true', 'false', '{"__proto__":{}}', '{"x":1}']) {
      await expectError(await post('picture.remove', body, json), 400, 'BAD_REQUEST', 'invalid_input');
    }
    const { error } = await visage.query('profile.list', { limit: 0, search: 'a\u0007', nonsense: 1 });
    expect(Object.keys(error?.fields ?? {}).sort()).toEqual(['limit', 'nonsense', 'search']);
  });

  test('of any other content type is refused', async () => {
    const form = new FormData();
    form.set('pictureId', 'x');
    for (const type of [
      'text/plain',
      'application/x-www-form-urlencoded',
      'application/octet-stream',
      'application/jsonp',
      'x',
    ]) {
      await expectError(await post('picture.remove', '{}', { 'content-type': type }), 415, 'UNSUPPORTED_MEDIA_TYPE');
    }
    await expectError(await post('picture.remove', form), 415, 'UNSUPPORTED_MEDIA_TYPE');
    expect((await post('picture.remove', '{}', { 'content-type': 'Application/JSON; charset=utf-8' })).status).toBe(
      200,
    );
  });

  test('larger than any but an upload needs is refused', async () => {
    await expectError(await post('profile.update', `{"bio":"${'x'.repeat(300_000)}"}`, json), 413, 'PAYLOAD_TOO_LARGE');
  });
});

describe('methods and paths', () => {
  test('a change is never made by GET, and a read never asked by POST', async () => {
    const headers = { cookie: ada.cookie, origin: visage.origin };
    await expectError(await send('picture.remove', { headers }), 405, 'METHOD_NOT_SUPPORTED');
    await expectError(await send('picture.remove?input=%7B%7D', { headers }), 405, 'METHOD_NOT_SUPPORTED');
    await expectError(await post('profile.list', '{}', json), 405, 'METHOD_NOT_SUPPORTED');
    for (const method of ['PUT', 'PATCH', 'DELETE']) {
      const answered = await send('picture.remove', { method, headers: { ...headers, ...json }, body: '{}' });
      expect(answered.status).toBeGreaterThanOrEqual(400);
      expect(answered.status).toBeLessThan(500);
    }
  });

  test('what is no procedure is not found', async () => {
    for (const path of [
      '',
      'no.such',
      'profile',
      'profile.',
      'profile.me.x',
      '__proto__',
      'profile.constructor',
      '%00',
      'a'.repeat(2000),
    ]) {
      await expectError(await send(path), 404, 'NOT_FOUND');
    }
  });
});

describe('batches', () => {
  test('answer each call by itself', async () => {
    const answered = await send('profile.list,profile.me,no.such?batch=1&input=%7B%7D');
    const [list, me, none] = (await answered.json()) as { error?: { data: { code: string } }; result?: object }[];
    expect(list?.result).toBeDefined();
    expect(me?.error?.data.code).toBe('UNAUTHORIZED');
    expect(none?.error?.data.code).toBe('NOT_FOUND');
  });

  test('of changes keep each to its own input', async () => {
    const { revision } = await own(visage, ada);
    const body = JSON.stringify({
      0: { revision, bio: 'One' },
      1: { revision: -1, bio: 'Two' },
      2: { userId: 'other', revision },
    });
    const answered = await post('profile.update,profile.update,profile.update?batch=1', body, json);
    const results = (await answered.json()) as { error?: { data: { reason: string } } }[];
    expect(results.map(({ error }) => error?.data.reason)).toEqual([undefined, 'stale_revision', 'forbidden']);
    expect((await own(visage, ada)).bio).toBe('One');
  });

  test('of nonsense, or of too many calls, are refused as a whole', async () => {
    for (const body of ['null', '[]', '"x"', '{', '1']) {
      const answered = await post('picture.remove?batch=1', body, json);
      expect(answered.status).toBeLessThan(500);
    }
    const many = new Array(21).fill('profile.me').join(',');
    expect((await send(`${many}?batch=1`, { headers: { cookie: ada.cookie } })).status).toBe(400);
  });
});
