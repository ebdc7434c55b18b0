import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadWebApp, type WebApp } from './web-app';

let directory: string;
let answer: WebApp;

beforeAll(async () => {
  directory = await mkdtemp(join(tmpdir(), 'visage-web-app-'));
  const files = {
    'index.html': 'any',
    'landing.html': 'landing',
    'people.html': 'people',
    '@.html': 'someone',
    'assets/app.js': 'script',
  };
  for (const [name, text] of Object.entries(files)) await Bun.write(join(directory, name), text);
  answer = await loadWebApp(directory, async (path) => (path === '/@nobody' ? 'nobody' : 'unknown'));
});
afterAll(() => rm(directory, { recursive: true }));

const get = async (path: string) => {
  const response = await answer(new Request(`http://localhost${path}`), path);
  return {
    status: response.status,
    text: await response.text(),
    policy: response.headers.get('content-security-policy'),
    caching: response.headers.get('cache-control'),
  };
};

test('a screen has the page that the build made for it, and any other the one for all', async () => {
  expect(await get('/people')).toMatchObject({ status: 200, text: 'people' });
  expect(await get('/@ada')).toMatchObject({ status: 200, text: 'someone' });
  expect(await get('/me')).toMatchObject({ status: 200, text: 'any' });
  expect(await get('/')).toMatchObject({ status: 200, text: 'landing' });
  for (const path of ['/nowhere', '/landing']) expect(await get(path)).toMatchObject({ status: 404, text: 'any' });
  expect(await get('/@nobody')).toMatchObject({ status: 404, text: 'someone' });
});

test('every page has its policy: none can be had as a file, without it', async () => {
  for (const path of ['/', '/people', '/@ada', '/nowhere'])
    expect((await get(path)).policy).toContain("default-src 'self'");
  for (const path of ['/index.html', '/people.html'])
    expect(await get(path)).toMatchObject({ status: 404, text: 'Not found.\n' });
  expect((await get('/@.html')).policy).toContain("default-src 'self'");
});

test('a file that is missing is not remembered as missing, nor as a page of whose address it has the end', async () => {
  for (const path of ['/assets/gone.js', '/me/picture.css', '/people/x.png'])
    expect(await get(path)).toMatchObject({ status: 404, text: 'Not found.\n', caching: 'no-store' });
});
