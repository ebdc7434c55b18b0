import { expect, test } from 'bun:test';
import type { Page, Request } from 'playwright-core';
import { bytesOf, mostScript, type Script, scriptsBeyond, scriptsOf } from './first-load';
import { layoutShiftOf } from './layout-shift';
import type { PopulatedSite } from './populated-site';
import type { Screen } from './screen';
import { addressedScreens, settle } from './screens';

const viewports = [
  { width: 390, height: 844 },
  { width: 1280, height: 800 },
];

/** Pages that load side by side. */
const atOnce = 3;

/** How screens come. */
export function testLoading(site: () => PopulatedSite): void {
  test('no screen loads more than 100 kB of gzipped JavaScript at first, and each has a script that the first page goes without', async () => {
    const loads = new Map<string, Script[]>();
    const load = async (screen: Screen) => {
      const page = await site().visitorOf(screen);
      loads.set(screen.name, await scriptsOf(page, screen));
      await page.context().close();
    };
    // Not all at once: on a busy machine none would be quiet in time.
    for (let first = 0; first < addressedScreens.length; first += atOnce) {
      await Promise.all(addressedScreens.slice(first, first + atOnce).map(load));
    }
    const landing = loads.get('landing') ?? [];
    for (const [name, scripts] of loads) {
      expect({ name, tooMuch: bytesOf(scripts) > mostScript }).toEqual({ name, tooMuch: false });
      if (!name.startsWith('landing')) expect(scriptsBeyond(landing, scripts)).not.toEqual([]);
    }
  });

  test('every script asks to be compiled beside the page’s own thread', async () => {
    const page = await site().visitorOf({ who: 'member' });
    const scripts = (await scriptsOf(page, { path: '/me' })).filter(({ path }) => path.startsWith('/assets/'));
    expect(scripts).not.toEqual([]);
    for (const { path } of scripts) {
      const text = await fetch(site().url + path).then((response) => response.text());
      expect({ path, first: text.slice(0, text.indexOf('\n')) }).toEqual({
        path,
        first: '//# allFunctionsCalledOnLoad',
      });
    }
    await page.context().close();
  });

  test('what a screen needs is asked for once, by the page itself while the app is on its way', async () => {
    for (const [path, who, procedures] of [
      ['/', 'member', 'profile.me'],
      ['/people', 'visitor', 'profile.list'],
      ['/people', 'member', 'profile.me,profile.list'],
      ['/@amara', 'visitor', 'profile.get'],
      ['/@amara', 'member', 'profile.me,profile.get'],
      ['/me', 'member', 'profile.me,picture.history,site.settings'],
    ] as const) {
      const page = await site().visitorOf({ who });
      await page.goto('/forgot-password');
      await settle(page);
      // From then on the page knows that someone is signed in.
      if (who === 'member') await page.getByRole('button', { name: 'Account of' }).waitFor();
      const asked = callsBy(page);
      await page.goto(path);
      await settle(page);
      expect({ path, who, asked }).toEqual({ path, who, asked: [{ path: `/trpc/${procedures}`, byScript: false }] });
      await page.context().close();
    }
  });

  test('the picture of a screen is asked for while the screen’s code is on its way, and once', async () => {
    for (const [path, code] of [
      ['/me', /\/assets\/me-screen-/],
      ['/@amara', /\/assets\/person-screen-/],
    ] as const) {
      // Where the plain address is not the one that is shown.
      const page = await site().visitorOf({ who: 'member' }, { deviceScaleFactor: 2 });
      const released = Promise.withResolvers<void>();
      await page.route(code, async (route) => {
        await released.promise;
        await route.continue();
      });
      const asked: string[] = [];
      page.on('request', (request) => {
        if (isLargePicture(request)) asked.push(request.url());
      });
      const first = page.waitForRequest(isLargePicture);
      await page.goto(path, { waitUntil: 'commit' });
      const picture = (await first).url();
      expect(await page.getByRole('heading', { level: 1 }).count()).toBe(0);
      released.resolve();
      await settle(page);
      expect({ path, asked }).toEqual({ path, asked: [picture] });
      const images = page.locator('main img');
      expect(await images.evaluateAll((all) => all.map((image) => (image as HTMLImageElement).currentSrc))).toContain(
        picture,
      );
      await page.context().close();
    }
  });

  test('the parts of one’s own screen come from top to end, with a paint after each', async () => {
    const page = await site().visitorOf({ who: 'member' });
    const parts = ['displayName', 'pronouns', 'website', 'visibility'];
    await page.addInitScript(noteFrames, parts);
    await page.goto('/me');
    await page.locator('[name=visibility]').first().waitFor();
    const frames = await page.evaluate(() => (window as unknown as { frames: Record<string, number> }).frames);
    expect(Object.keys(frames)).toEqual(parts);
    const numbers = Object.values(frames);
    expect(numbers.filter((frame, at) => at > 0 && frame <= (numbers[at - 1] ?? 0))).toEqual([]);
    await page.context().close();
  });

  test('one’s own screen asks once for all it needs, and the way to it asks for nothing', async () => {
    const page = await site().visitorOf({ who: 'member' });
    const asked = callsBy(page);
    await page.goto('/me');
    await settle(page);
    await page.getByRole('textbox', { name: 'About you' }).waitFor();
    expect(asked.map((call) => call.path)).toEqual(['/trpc/profile.me,picture.history,site.settings']);
    await page.goto('/people');
    await settle(page);
    asked.length = 0;
    await page.getByRole('button', { name: 'Account of' }).click();
    const code = page.waitForRequest(/\/assets\/me-screen-/);
    await page.getByRole('menuitem', { name: 'My profile' }).hover();
    await code;
    // What it asked for beside the code would have been asked for by now.
    await page.waitForTimeout(200);
    expect(asked).toEqual([]);
    await page.context().close();
  });

  test('Back leads to where one was on one’s own screen', async () => {
    const page = await site().visitorOf({ who: 'member' }, { viewport: { width: 390, height: 844 } });
    await page.goto('/me');
    await settle(page);
    await page.getByRole('radio', { name: 'Only me' }).waitFor({ state: 'attached' });
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    const before = await page.evaluate(() => scrollY);
    expect(before).toBeGreaterThan(1000);
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.goBack();
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
    await settle(page);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await page.context().close();
  });

  test('nothing moves on any screen, on phone or desktop, while scripts, data and pictures come late', async () => {
    const shifts: string[] = [];
    for (const screen of addressedScreens) {
      const each = viewports.map(async (viewport) => {
        const page = await site().visitorOf(screen, { viewport });
        const { score, moved } = await layoutShiftOf(page, screen);
        if (score > 0) shifts.push(`${screen.name}, ${viewport.width} px: ${score.toFixed(4)}`, ...moved);
        await page.context().close();
      });
      await Promise.all(each);
    }
    expect(shifts).toEqual([]);
  }, 400_000);

  test('what is painted before any script has come stays where it is', async () => {
    for (const viewport of viewports) {
      const page = await site().visitorOf({ who: 'visitor' }, { viewport });
      const name = page.getByText('Visage', { exact: true });
      await page.route(/\/assets\/.*\.js$/, (route) => route.abort());
      await page.goto('/');
      const first = await name.boundingBox();
      expect(first).not.toBeNull();
      await page.unroute(/\/assets\/.*\.js$/);
      await page.reload();
      await settle(page);
      expect(await name.boundingBox()).toEqual(first);
      await page.context().close();
    }
  });
}

/** Whether it is for a picture of more than an avatar's size. */
function isLargePicture(request: Request): boolean {
  const { pathname, searchParams } = new URL(request.url());
  return /^\/profile\/[^/]+\/picture$/.test(pathname) && Number(searchParams.get('size')) > 128;
}

/** The calls of procedures from now on, but for the stream. `byScript`: not by a link of the page. */
function callsBy(page: Page): { path: string; byScript: boolean }[] {
  const calls: { path: string; byScript: boolean }[] = [];
  page.on('request', (request) => {
    const { pathname: path } = new URL(request.url());
    const type = request.resourceType();
    if (path.startsWith('/trpc/') && type !== 'eventsource') calls.push({ path, byScript: type === 'fetch' });
  });
  return calls;
}

/** Runs in the page: notes the frame in which each field of these names came. */
function noteFrames(names: readonly string[]): void {
  const frames: Record<string, number> = {};
  let frame = 0;
  const next = () => {
    frame += 1;
    requestAnimationFrame(next);
  };
  next();
  new MutationObserver(() => {
    for (const name of names) if (!(name in frames) && document.querySelector(`[name=${name}]`)) frames[name] = frame;
  }).observe(document, { childList: true, subtree: true });
  Object.assign(window, { frames });
}
