import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { letDateCome, own, pathOf, upload, whole } from '../../test/deeds';
import { rawHttp } from '../../test/raw-http';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let handle: string;
let unknown: Awaited<ReturnType<typeof whole>>;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
  await upload(visage, ada);
  await letDateCome(visage, ada);
  handle = (await own(visage, ada)).handle;
  unknown = await whole(await visage.picture('/profile/nobody-at-all/picture'));
});
afterAll(() => visage.stop());

describe('who is meant', () => {
  test('is a user id, or a handle in any case, percent-encoded or not', async () => {
    const byId = await whole(await visage.picture(pathOf(ada)));
    expect(byId.status).toBe(200);
    const encoded = [...handle].map((each) => `%${each.charCodeAt(0).toString(16)}`).join('');
    for (const id of [`@${handle}`, `@${handle.toUpperCase()}`, `%40${handle}`, `%40${encoded}`]) {
      const answered = await whole(await visage.picture(`/profile/${id}/picture`));
      expect(answered.body).toBe(byId.body);
      expect(answered.status).toBe(200);
    }
  });

  test('is nobody where the id can be nobody’s, whatever it is', async () => {
    const ids = ['me', 'ME', '@me', '@', '%00', `@${handle}%00`, `${ada.id}%00`, '%ff', '%', '%E0%A4%A', '%ED%A0%80'];
    ids.push('a'.repeat(129), `@${'b'.repeat(5000)}`, 'ext:', 'ext:42', '@@', `@@${handle}`, `@${ada.id}`, handle);
    ids.push('%F0%9F%A6%8A', "';--", '%27%20OR%201=1', '..%2f..', '%2525', `${ada.id}%20`, `%20@${handle}`, '1e9');
    for (const id of ids) {
      expect({ id, ...(await whole(await visage.picture(`/profile/${id}/picture`))) }).toEqual({ id, ...unknown });
    }
  });

  test('is not `me`, even for who is signed in', async () => {
    const answered = await visage.picture('/profile/me/picture', { headers: { cookie: ada.cookie } });
    expect(await whole(answered)).toEqual(unknown);
  });

  test('is case-sensitive by id', async () => {
    const swapped = [...ada.id].map((c) => (c === c.toLowerCase() ? c.toUpperCase() : c.toLowerCase())).join('');
    expect(await whole(await visage.picture(`/profile/${swapped}/picture`))).toEqual(unknown);
  });
});

describe('parameters', () => {
  test('that are unknown are ignored', async () => {
    const without = await whole(await visage.picture(pathOf(ada)));
    for (const query of ['?', '?x', '?x=1&x=2', '?V=', '?%00=%00', '?=', '?&&', '?utm_source=mail&_=1']) {
      expect(await whole(await visage.picture(`${pathOf(ada)}${query}`))).toEqual(without);
    }
  });

  test.each([
    ['v', 'v='],
    ['v', 'v'],
    ['v', 'v=a&v=b'],
    ['v', 'v=a&v=a'],
    ['fallback', 'fallback='],
    ['fallback', 'fallback=404&fallback=404'],
    ['fallback', 'fallback=gravatar'],
    ['fallback', 'fallback=http://example.org/'],
    ['fallback', 'fallback=INITIALS'],
  ])('known but wrong (%s: ?%s) are a problem, the same whoever is asked for', async (parameter, query) => {
    const answered = await visage.picture(`${pathOf(ada)}?${query}`);
    expect(answered.status).toBe(400);
    expect(answered.headers.get('content-type')).toBe('application/problem+json');
    expect(answered.headers.get('cache-control')).toBe('no-store');
    const asked = await whole(answered);
    const problem = JSON.parse(asked.body);
    expect(problem).toMatchObject({ type: 'about:blank', status: 400, parameter });
    expect(typeof problem.title).toBe('string');
    expect(typeof problem.detail).toBe('string');
    expect(await whole(await visage.picture(`/profile/nobody-at-all/picture?${query}`))).toEqual(asked);
    expect(await whole(await visage.picture(`/profile/me/picture?${query}`))).toEqual(asked);
  });
});

describe('methods', () => {
  test('other than GET, HEAD and OPTIONS are refused with the list of those', async () => {
    for (const method of ['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND']) {
      const answered = await visage.picture(pathOf(ada), { method });
      expect(answered.status).toBe(405);
      expect(answered.headers.get('allow')?.split(/, */).sort()).toEqual(['GET', 'HEAD', 'OPTIONS']);
      expect(answered.headers.get('content-type')).toBe('application/problem+json');
    }
  });

  test('OPTIONS is 204, for anyone', async () => {
    for (const path of [pathOf(ada), '/profile/nobody-at-all/picture', `${pathOf(ada)}?v=`]) {
      const answered = await visage.picture(path, { method: 'OPTIONS', headers: { origin: 'https://example.org' } });
      expect(answered.status).toBe(204);
      expect(await answered.text()).toBe('');
      expect(answered.headers.get('access-control-allow-origin')).toBe('*');
    }
  });
});

describe('no answer', () => {
  const cases = () => [
    pathOf(ada),
    `/profile/@${handle}/picture`,
    `${pathOf(ada)}?fallback=`,
    '/profile/nobody/picture',
    '/profile/nobody/picture?fallback=404',
  ];

  test('sets a cookie or varies by Origin, whoever asks from wherever', async () => {
    for (const path of cases()) {
      const plain = await whole(await visage.picture(path));
      for (const origin of [visage.origin, 'https://elsewhere.example', 'null']) {
        const headers = { origin, cookie: ada.cookie, 'accept-language': 'de' };
        const answered = await visage.picture(path, { headers });
        expect(answered.headers.has('set-cookie')).toBe(false);
        expect(answered.headers.has('vary')).toBe(false);
        expect(await whole(answered)).toEqual(plain);
      }
    }
  });

  test('follows the Host header', async () => {
    const faults: string[] = [];
    for (const host of ['evil.example', 'evil.example:99999', '[::', 'a b', '', 'x/y?z#', '%00']) {
      const asked = `GET /profile/nobody/picture HTTP/1.1\r\nHost: ${host}\r\nConnection: close\r\n\r\n`;
      const answer = await rawHttp(visage.port, asked);
      expect(answer).not.toMatch(/location: .*evil/i);
      // Whatever a server makes of a host that is none, it is no fault of its own.
      if (answer.startsWith('HTTP/1.1 5')) faults.push(host);
    }
    expect(faults).toEqual([]);
  });

  test('needs a Host header of HTTP/1.0, as load balancers and old benchmarks ask', async () => {
    const answer = await rawHttp(visage.port, `GET ${pathOf(ada)} HTTP/1.0\r\n\r\n`);
    expect(answer).toMatch(/^HTTP\/1\.1 200 /);
  });
});

describe('someone with no picture', () => {
  test('is shown by the placeholder, which caches must ask for again', async () => {
    const someone = await visage.signUp();
    const answered = await visage.picture(pathOf(someone));
    expect(answered.status).toBe(302);
    expect(answered.headers.get('location')).toBe('/placeholder.png');
    expect(answered.headers.get('cache-control')).toBe('no-cache');
    expect(answered.headers.has('last-modified')).toBe(false);
    expect(answered.headers.has('etag')).toBe(false);
    expect(await whole(await visage.picture(pathOf(someone)))).toEqual(unknown);
  });

  test('is 404 where that is asked for, and caches must ask again', async () => {
    const answered = await visage.picture('/profile/nobody/picture?fallback=404');
    expect(answered.status).toBe(404);
    expect(answered.headers.get('content-type')).toBe('application/problem+json');
    expect(answered.headers.get('cache-control')).toBe('no-cache');
    expect(answered.headers.has('last-modified')).toBe(false);
    expect(await answered.json()).toMatchObject({ status: 404 });
  });

  test('is never 304 or 412: preconditions are for pictures', async () => {
    const future = 'Fri, 31 Dec 2100 23:59:59 GMT';
    for (const headers of [
      { 'if-none-match': '*' },
      { 'if-modified-since': future },
      { 'if-match': '"x"' },
      { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
    ] as Record<string, string>[]) {
      expect(await whole(await visage.picture('/profile/nobody/picture', { headers }))).toEqual(unknown);
    }
  });
});
