import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letDateCome, mayBeKept, own, pathOf, update, upload, verifyAddress, whole } from '../../test/deeds';
import { rawHttp } from '../../test/raw-http';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { loadWebApp } from './web-app';

setDefaultTimeout(60_000);

let visage: TestVisage;
let ada: Person;
/** Addresses of what caches may keep, and of what is not there. */
let paths: string[];

const md5 = (text: string) => new Bun.CryptoHasher('md5').update(text).digest('hex');

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  const hidden = await visage.signUp('Bob');
  await verifyAddress(visage, ada);
  await upload(visage, hidden);
  const { version } = await upload(visage, ada);
  await update(visage, ada, { lookupByEmail: true });
  await update(visage, hidden, { visibility: 'private' });
  await letDateCome(visage, ada);
  const { handle } = await own(visage, ada);
  paths = [
    ...['/placeholder.png', pathOf(ada), `${pathOf(ada)}?v=${version}`, `${pathOf(ada)}?size=64&format=webp`],
    ...[
      `${pathOf(ada)}?size=64`,
      '/profile/nobody/picture',
      '/profile/nobody/picture?size=64',
      '/profile/@nobody/picture?fallback=404',
    ],
    ...[
      '/profile/nobody/picture?fallback=initials',
      `${pathOf(hidden)}?fallback=initials`,
      `${pathOf(hidden)}?size=64`,
      '/profile/a/picture?size=0',
    ],
    ...[
      `/avatar/${md5(ada.email)}`,
      `/avatar/${md5('x')}?d=identicon`,
      `/avatar/${md5('x')}?d=404`,
      `/avatar/${md5('x')}?d=http://evil.example/`,
    ],
    ...[
      '/',
      '/people',
      '/nowhere',
      '/x.css',
      `/@${handle}`,
      '/@nobody',
      '/openapi.json',
      '/docs',
      '/healthz',
      '/robots.txt',
    ],
  ];
});
afterAll(() => visage.stop());

const get = (path: string, headers: Record<string, string> = {}) => visage.picture(path, { headers });

/** What a caller might send so that the next one who asks a cache gets something else. */
const hostile: Record<string, string>[] = [
  { host: 'evil.example' },
  { host: 'evil.example:1234' },
  { 'x-forwarded-host': 'evil.example' },
  {
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'https',
    'x-forwarded-port': '1',
    'x-forwarded-prefix': '/evil',
  },
  { forwarded: 'for=1.2.3.4;host=evil.example;proto=https' },
  { 'x-forwarded-for': '"><script>' },
  { 'x-host': 'evil.example', 'x-forwarded-server': 'evil.example', 'x-real-ip': '1.2.3.4' },
  {
    'x-original-url': '/trpc/profile.me',
    'x-rewrite-url': '/trpc/profile.me',
    'x-http-destinationurl': 'http://evil.example/',
  },
  { 'x-http-method-override': 'DELETE', 'x-http-method': 'PUT', 'x-method-override': 'POST' },
  { origin: 'https://evil.example' },
  { origin: 'null', 'access-control-request-method': 'PUT' },
  { referer: 'https://evil.example/', 'user-agent': '' },
  { accept: 'image/avif' },
  { accept: 'image/webp' },
  { accept: 'text/html;q=1, */*;q=0' },
  { accept: 'application/json', 'accept-language': 'ar', 'accept-charset': 'utf-16' },
  { 'accept-encoding': 'identity' },
  { 'accept-encoding': 'br' },
  { range: 'bytes=0-9' },
  { range: 'bytes=99999-' },
  { 'cache-control': 'no-cache', pragma: 'no-cache' },
  { cookie: 'visage.session_token=x; __Host-visage.session_token=x; theme=dark' },
  { cookie: 'x'.repeat(4000) },
  { 'x-api-key': 'none' },
  { authorization: 'Bearer none' },
  { 'x-request-id': 'evil', 'x-visage-client-address': '1.2.3.4' },
  { 'if-match': '"none"' },
  { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
  { 'if-none-match': '"none"', 'if-modified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
  { 'content-type': 'application/json', 'x-evil': '\u00e9\u00ff' },
  { 'transfer-encoding': 'identity', te: 'trailers', expect: '', upgrade: 'h2c', connection: 'Upgrade' },
  { purpose: 'prefetch', 'sec-fetch-site': 'cross-site', 'sec-fetch-dest': 'document', 'save-data': 'on' },
];

describe('what one caller sends changes nothing for the next: an answer that may be kept depends on what Vary names alone', () => {
  const varied = (answered: Response) =>
    (answered.headers.get('vary') ?? '').toLowerCase().split(/, */).filter(Boolean);

  test.each(hostile.map((headers) => [Object.keys(headers).join(', '), headers] as const))('%s', async (_, headers) => {
    for (const path of paths) {
      const plain = await get(path);
      // Fetch would say what it takes; who says nothing of it is anyone.
      const answered = await get(path, headers);
      if (!mayBeKept(answered)) continue;
      const names = Object.keys(headers);
      // A condition that fails, or a part of what is whole, is for who asked for it.
      if ([412, 304, 416, 206].includes(answered.status)) continue;
      if (names.some((name) => varied(answered).includes(name) && varied(plain).includes(name))) continue;
      expect({ path, ...(await whole(answered)) }).toEqual({ path, ...(await whole(plain)) });
    }
  });

  test('nor does a body, where none belongs', async () => {
    for (const path of [pathOf(ada), '/placeholder.png', '/profile/nobody/picture', '/healthz']) {
      const ask = (rest: string) =>
        rawHttp(visage.port, `GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n${rest}`);
      const [plain, fat] = await Promise.all([
        ask('\r\n'),
        ask('Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 9\r\n\r\nsize=1024'),
      ]);
      const timeless = (answer: string) => answer.replace(/^(date|x-request-id):.*$/gim, '');
      expect(timeless(fat)).toBe(timeless(plain));
    }
  });

  test('the others are named: Accept where the format is chosen by it, and nowhere a cookie', async () => {
    for (const path of paths) {
      const names = varied(await get(path));
      expect({ path, names: names.filter((name) => name !== 'accept' && name !== 'accept-encoding') }).toEqual({
        path,
        names: [],
      });
      expect({ path, accept: names.includes('accept') }).toEqual({ path, accept: /picture\?size=64$/.test(path) });
    }
  });

  test('and nothing that may be kept sets a cookie, or names a host', async () => {
    for (const path of paths) {
      const answered = await get(path, {
        host: 'evil.example',
        'x-forwarded-host': 'evil.example',
        cookie: ada.cookie,
      });
      expect({ path, cookie: answered.headers.get('set-cookie') }).toEqual({ path, cookie: null });
      expect(JSON.stringify(await whole(answered))).not.toContain('evil.example');
    }
  });
});

test('pages are the same for everyone, whatever is sent and however they are called', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'visage-pages-'));
  try {
    await Bun.write(join(directory, 'index.html'), '<title>Visage</title><meta name="description" content="x">');
    await Bun.write(join(directory, 'assets/app.js'), '1');
    const app = await loadWebApp(directory, async () => 'nobody');
    const ask = (path: string, headers: Record<string, string> = {}) =>
      app(new Request(`http://visage.example${path}`, { headers }), path);
    for (const path of [
      '/',
      '/me',
      '/settings',
      '/settings/x.png',
      '/settings/account/x.css',
      '/@ada',
      '/@ada/x.css',
    ]) {
      for (const headers of [{ cookie: ada.cookie }, ...hostile]) {
        expect({ path, ...(await whole(await ask(path, headers))) }).toEqual({
          path,
          ...(await whole(await ask(path))),
        });
      }
    }
    // A name that no file has is no page, and is kept by nobody.
    const { status, headers } = await ask('/settings/x.png');
    expect([status, headers.get('cache-control')]).toEqual([404, 'no-store']);
    expect((await ask('/assets/app.js')).headers.get('cache-control')).toContain('immutable');
  } finally {
    rmSync(directory, { recursive: true });
  }
});
