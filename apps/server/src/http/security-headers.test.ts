import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { letDateCome, pathOf, upload } from '../../test/deeds';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { loadWebApp } from './web-app';

setDefaultTimeout(30_000);

const hsts = 'max-age=31536000';
let plain: TestVisage;
let secure: TestVisage;
let ada: Person;

beforeAll(async () => {
  plain = await startTestVisage();
  secure = await startTestVisage({ PUBLIC_URL: 'https://pictures.example.org' }, { beside: plain });
  ada = await plain.signUp();
  await upload(plain, ada);
  await letDateCome(secure, ada);
});
afterAll(async () => {
  await secure.stop();
  await plain.stop();
});

const csp = "default-src 'none'; frame-ancestors 'none'";
/** What is answered where PUBLIC_URL is https; null: not there. */
const table: [path: string, headers: Record<string, string | null>][] = [
  [
    '/trpc/site.settings',
    {
      'content-security-policy': csp,
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'strict-transport-security': hsts,
    },
  ],
  ['/trpc/profile.me', { 'content-security-policy': csp, 'strict-transport-security': hsts }],
  ['/trpc/none', { 'content-security-policy': csp, 'x-content-type-options': 'nosniff' }],
  ['/api/auth/get-session', { 'content-security-policy': csp, 'x-content-type-options': 'nosniff' }],
  ['/api/none', { 'content-security-policy': csp, 'strict-transport-security': hsts }],
  ['/healthz', { 'strict-transport-security': hsts }],
  ['/profile/@nobody/picture', { 'strict-transport-security': null, 'x-request-id': null }],
  ['/placeholder.png', { 'strict-transport-security': null, 'x-request-id': null }],
];

describe('where PUBLIC_URL is https', () => {
  test.each(table)('%s', async (path, headers) => {
    const answered = await secure.picture(path);
    for (const [name, value] of Object.entries(headers))
      expect([name, answered.headers.get(name)]).toEqual([name, value]);
  });

  test('a picture says the same from the database as from memory', async () => {
    const names = async () => [...(await secure.picture(pathOf(ada))).headers.keys()].sort();
    const first = await names();
    for (let asked = 0; asked < 20; asked += 1) expect(await names()).toEqual(first);
    expect(first).not.toContain('x-request-id');
  });
});

test('without https nobody is told to insist on it', async () => {
  for (const [path] of table) {
    expect((await plain.picture(path)).headers.has('strict-transport-security')).toBe(false);
  }
});

test('X-Forwarded-Proto decides nothing, from a trusted proxy neither', async () => {
  const headers = { 'x-forwarded-proto': 'https', 'x-forwarded-for': '192.0.2.7' };
  const answered = await plain.picture('/healthz', { headers });
  expect(answered.headers.has('strict-transport-security')).toBe(false);
  const signIn = (at: TestVisage) =>
    fetch(`${at.base}/api/auth/sign-in/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin: at.origin, 'x-forwarded-proto': 'http' },
      body: JSON.stringify({ email: ada.email, password: ada.password }),
    }).then((each) => each.headers.getSetCookie().join('\n'));
  // Cookies follow PUBLIC_URL.
  expect(await signIn(plain)).not.toMatch(/; Secure/i);
  expect(await signIn(secure)).toMatch(/; Secure/i);
});

test('pages let nothing in and give nothing away', async () => {
  const directory = mkdtempSync(join(tmpdir(), 'visage-pages-'));
  try {
    await Bun.write(join(directory, 'index.html'), '<title>Visage</title><meta name="description" content="x">');
    const app = await loadWebApp(directory, async () => 'unknown');
    for (const path of ['/', '/@ada', '/nowhere']) {
      const { headers } = await app(new Request(`http://localhost${path}`), path);
      expect(headers.get('content-security-policy')).toContain("frame-ancestors 'none'");
      expect(headers.get('content-security-policy')).not.toContain('unsafe');
      expect(headers.get('permissions-policy')).toContain('camera=(), ');
      expect(headers.get('referrer-policy')).toBe('strict-origin-when-cross-origin');
      expect(headers.get('cross-origin-opener-policy')).toBe('same-origin');
      expect(headers.get('x-frame-options')).toBe('DENY');
      expect(headers.get('x-content-type-options')).toBe('nosniff');
    }
  } finally {
    rmSync(directory, { recursive: true });
  }
});
