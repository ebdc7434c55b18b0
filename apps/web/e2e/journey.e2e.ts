import { afterAll, beforeAll, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { testAccount } from './account';
import { testCaching } from './caching';
import { testCropping } from './cropping';
import { testDropping } from './dropping';
import { testEarlierPictures } from './earlier-pictures';
import { testEditing } from './editing';
import { testElement } from './element';
import { testFailing } from './failing';
import { testGravatar } from './gravatar';
import { testKeyboard } from './keyboard';
import { testKeys } from './keys';
import { testLive } from './live';
import { testProviders } from './providers';
import { testSettings } from './settings';
import { colourOf, openSite, type Site, signUp, uploadPhoto } from './site';
import { testUploads } from './uploads';

let site: Site;

beforeAll(async () => {
  site = await openSite();
}, 60_000);

afterAll(() => site?.close(), 30_000);

test('a picture that is changed is new on every page at once, and costs nothing while it is not', async () => {
  const page = await site.visitor();
  await page.goto('/');
  await page.getByRole('main').getByRole('link', { name: 'Make your profile' }).click();
  await page.getByRole('heading', { name: 'Make your profile' }).waitFor();
  await signUp(page, 'Ada Marlowe', 'ada@example.org');

  await uploadPhoto(page, '#c02020');
  const shown = 'img[alt="Your current picture"]';
  expect(await colourOf(page, shown)).toBe('red');
  expect(await page.locator(shown).getAttribute('src')).toMatch(/^\/profile\/[^/]+\/picture\?size=256&format=webp&v=/);

  const link = ((await page.getByRole('group', { name: 'Link', exact: true }).textContent()) ?? '').replace(
    site.url,
    '',
  );
  expect(link).toMatch(/^\/profile\/@[^/]+\/picture\?size=128&format=webp$/);
  await putOnPage(page, link);
  expect(await colourOf(page, '#linked')).toBe('red');

  const statuses = await watchStatuses(page, link);
  await page.reload();
  await page.getByRole('heading', { name: 'My profile' }).waitFor();
  await putOnPage(page, link);
  expect(await colourOf(page, '#linked')).toBe('red');
  await arrived(statuses, 1);
  expect(statuses()).toEqual([304]);

  await page.locator(shown).waitFor();
  await uploadPhoto(page, '#2020c0');
  expect(await colourOf(page, shown)).toBe('blue');
  // A document shows an address it has decoded before without asking anyone, so the next one tells.
  await page.reload();
  await putOnPage(page, link);
  expect(await colourOf(page, '#linked')).toBe('blue');
  await arrived(statuses, 2);
  expect(statuses()).toEqual([304, 200]);

  const visitor = await site.visitor();
  await visitor.goto('/people');
  await visitor.getByRole('link', { name: 'Ada Marlowe' }).click();
  await visitor.getByRole('heading', { name: 'Ada Marlowe' }).waitFor();
  expect(await colourOf(visitor, 'main img')).toBe('blue');
  // As whoever follows a shared link, or fetches it to show a preview, is told before anything runs.
  const path = new URL(visitor.url()).pathname;
  const head = await (await visitor.request.get(path)).text();
  expect(head).toContain('<title>Ada Marlowe · Visage</title>');
  expect(head).toMatch(/<meta property="og:image" content="http[^"]+&amp;format=jpeg&amp;v=[^"]+" \/>/);
  expect(await visitor.title()).toBe('Ada Marlowe · Visage');
  await visitor.context().close();

  await page.getByRole('button', { name: 'Account of Ada Marlowe' }).click();
  await page.getByRole('menuitem', { name: 'Sign out' }).click();
  await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
  await page.goto('/me');
  await page.waitForURL('**/sign-in?next=%2Fme');
  await page.context().close();
});

testCaching(() => site);
testCropping(() => site);
testEditing(() => site);
testLive(() => site);
testElement(() => site);
testSettings(() => site);
testKeys(() => site);
testGravatar(() => site);

testProviders(() => site);
testAccount(() => site);
testKeyboard(() => site);
testEarlierPictures(() => site);
testFailing(() => site);
testDropping(() => site);
testUploads(() => site);

test('no page broke the content security policy or threw', () => {
  expect(site.complaints).toEqual([]);
});

/** Shows a picture by the address people link to. */
async function putOnPage(page: Page, link: string): Promise<void> {
  await page.evaluate((src) => {
    document.getElementById('linked')?.remove();
    const image = new Image();
    image.id = 'linked';
    image.src = src;
    document.body.append(image);
  }, link);
}

/** The statuses the server answered with for `path`, as they went over the wire: the page itself is told 200 for a 304. */
async function watchStatuses(page: Page, path: string): Promise<() => number[]> {
  const watched = new Set<string>();
  const statuses = new Map<string, number>();
  const network = await page.context().newCDPSession(page);
  await network.send('Network.enable');
  network.on('Network.requestWillBeSent', ({ requestId, request }) => {
    const { pathname, search } = new URL(request.url);
    if (pathname + search === path) watched.add(requestId);
  });
  network.on('Network.responseReceivedExtraInfo', ({ requestId, statusCode }) => {
    // It may be told of the answer before it is told of the request.
    statuses.set(requestId, statusCode);
  });
  return () => [...watched].flatMap((requestId) => statuses.get(requestId) ?? []);
}

/** What the browser tells of its network comes a little after the picture it brought. */
async function arrived(statuses: () => number[], count: number): Promise<void> {
  const until = Date.now() + 20_000;
  while (statuses().length < count) {
    if (Date.now() > until) throw new Error(`${count} answers were waited for, of which ${statuses()} came.`);
    await Bun.sleep(10);
  }
}
