import { expect, test } from 'bun:test';
import type { BrowserContext, Page, Request } from 'playwright-core';
import { colourOf, type Site, signUp, uploadPhoto } from './site';

/** What is changed in one window shows in every other, without a reload. */
export function testLive(site: () => Site): void {
  let page: Page;
  let handle: string;
  const own = 'img[alt="Your current picture"]';
  const shownVersion = async () => {
    const src = await page.locator(own).getAttribute('src');
    return new URL(src ?? '', site().url).searchParams.get('v') ?? '';
  };
  /** Changes the picture, to another colour than it has, and answers its new version. */
  const change = async (colour: string) => {
    const before = (await page.locator(own).count()) > 0 ? await shownVersion() : '';
    await uploadPhoto(page, colour);
    await page.locator(`${own}:not([src*="v=${before || 'none'}"])`).waitFor();
    return shownVersion();
  };
  const shows = (other: Page, version: string) => other.locator(`main img[src*="v=${version}"]`).first().waitFor();

  test('a picture that is changed is new in other windows of this browser and in other browsers, nothing else moves', async () => {
    page = await site().visitor();
    await signUp(page, 'Lena Okafor', 'lena@example.org');
    handle = await page.getByLabel('Handle').inputValue();
    const first = await change('#c02020');
    const beside = await page.context().newPage();
    await beside.goto('/people');
    const elsewhere = await site().visitor();
    await elsewhere.goto(`/@${handle}`);
    const others = [beside, elsewhere];
    for (const other of others) {
      await shows(other, first);
      await other.evaluate(() => Object.assign(window, { isSamePage: true }));
    }
    const card = beside.getByRole('link', { name: 'Lena Okafor' });
    await card.focus();
    const places = () => Promise.all(others.map((other) => other.locator('main img[src*="v="]').last().boundingBox()));
    const before = await places();

    const second = await change('#2020c0');
    for (const other of others) {
      await shows(other, second);
      expect(await colourOf(other, `main img[src*="v=${second}"]`)).toBe('blue');
      expect(await other.evaluate(() => 'isSamePage' in window)).toBe(true);
    }
    expect(await places()).toEqual(before);
    expect(await card.evaluate((element) => element === document.activeElement)).toBe(true);

    await page.getByRole('button', { name: 'Remove' }).click();
    for (const other of others) await other.locator('main img[src*="fallback=initials"]').last().waitFor();
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.locator(own).waitFor();
    const third = await shownVersion();
    for (const other of others) await shows(other, third);
    await beside.close();
    await elsewhere.context().close();
  });

  test('a person’s own page follows what they change in another window', async () => {
    const second = await page.context().newPage();
    await second.goto('/me');
    await second
      .getByRole('button', { name: /^Use again/ })
      .first()
      .waitFor();
    const earlier = await second.getByRole('button', { name: /^Use again/ }).count();
    const version = await change('#20a020');
    await shows(second, version);
    await second
      .getByRole('button', { name: /^Use again/ })
      .nth(earlier)
      .waitFor();
    await second.close();
  });

  test('eight pages of one browser share one stream, and all are new; when the one that holds it closes, another takes over', async () => {
    const context = page.context();
    const streams = watchStreams(context);
    await page.reload();
    await page.locator(own).waitFor();
    const pages = await Promise.all(Array.from({ length: 7 }, () => context.newPage()));
    await Promise.all(pages.map((each) => each.goto(`/@${handle}`)));
    const before = await shownVersion();
    for (const each of pages) await shows(each, before);
    await streams.areOpen(1);
    const version = await change('#c02020');
    for (const each of pages) await shows(each, version);
    expect(streams.open()).toHaveLength(1);

    // The page that edits leads, for it was there first; once it is loaded anew another does.
    await page.reload();
    await page.locator(own).waitFor();
    const follower = await leaderOf(streams, page);
    await follower.close();
    const left = pages.filter((each) => each !== follower);
    const next = await leaderOf(streams, follower);
    expect(left.includes(next) || next === page).toBe(true);
    const last = await change('#2020c0');
    for (const each of left) await shows(each, last);
    await streams.areOpen(1);

    // One that holds the lead and does nothing, as a page does that the system has suspended.
    await page.evaluate(() => {
      void navigator.locks.request('visage-live', { steal: true }, () => new Promise(() => {})).catch(() => {});
    });
    await streams.areOpen(0);
    await left[0]?.reload();
    const seized = await change('#20a020');
    for (const each of left) await shows(each, seized);
    await streams.areOpen(1);
    for (const each of left) await each.close();
  });

  test('a page that rests, or is offline, catches up when it is back', async () => {
    const elsewhere = await site().visitor();
    const context = elsewhere.context();
    const streams = watchStreams(context);
    await elsewhere.goto(`/@${handle}`);
    await streams.areOpen(1);
    const transition = (type: 'pagehide' | 'pageshow') =>
      elsewhere.evaluate((event) => void dispatchEvent(new PageTransitionEvent(event, { persisted: true })), type);
    await transition('pagehide');
    await streams.areOpen(0);
    const first = await change('#2020c0');
    await transition('pageshow');
    await shows(elsewhere, first);

    await context.setOffline(true);
    const second = await change('#c02020');
    await context.setOffline(false);
    await shows(elsewhere, second);
    await context.close();
  });

  test('who signs in or out in one window does so in all, and sees there what they may', async () => {
    const other = await site().visitor();
    await other.goto(`/@${handle}`);
    await shows(other, await shownVersion());
    const one = await other.context().newPage();
    await signUp(one, 'Ravi Nair', 'ravi@example.org');
    await other.getByRole('button', { name: 'Account of Ravi Nair' }).waitFor();

    const before = await shownVersion();
    await page.getByText('People who are signed in').click();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.locator(`${own}:not([src*="v=${before}"])`).waitFor();
    const hidden = await shownVersion();
    await shows(other, hidden);

    await one.getByRole('button', { name: 'Account of Ravi Nair' }).click();
    await one.getByRole('menuitem', { name: 'Sign out' }).click();
    await other.locator(`main img[src*="v=${hidden}"]`).waitFor({ state: 'detached' });
    await other.context().close();
    await page.context().close();
  });
}

/** The streams a browser holds open, as it says itself. */
function watchStreams(context: BrowserContext) {
  const open = new Set<Request>();
  const isStream = (request: Request) => request.url().includes('/trpc/picture.onChange');
  context.on('request', (request) => {
    if (isStream(request)) open.add(request);
  });
  const end = (request: Request) => void open.delete(request);
  context.on('requestfinished', end);
  context.on('requestfailed', end);
  context.on('page', (page) =>
    page.on('close', () => {
      for (const request of open) if (request.frame().page() === page) open.delete(request);
    }),
  );
  return {
    open: () => [...open],
    /** Waits until there are so many. */
    async areOpen(count: number) {
      while (open.size !== count) await Bun.sleep(20);
    },
  };
}

/** The page that holds the one stream, once that is another than `former`. */
async function leaderOf({ open }: ReturnType<typeof watchStreams>, former: Page): Promise<Page> {
  for (;;) {
    const [stream, more] = open();
    const leader = stream?.frame().page();
    if (leader && leader !== former && !more) return leader;
    await Bun.sleep(20);
  }
}
