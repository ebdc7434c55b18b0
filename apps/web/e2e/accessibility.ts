import { expect, test } from 'bun:test';
import axe from 'axe-core';
import type { BrowserContext, Page } from 'playwright-core';
import { drawPhoto, pictureField, type Site, signUp, uploadPhoto } from './site';

type StorageState = Awaited<ReturnType<BrowserContext['storageState']>>;

const narrow = { width: 320, height: 640 };

/** Every screen, in both themes, for everyone. */
export function testAccessibility(site: () => Site): void {
  /** Of whom the first test signs up: sign-ups are few a minute. */
  let signedIn: StorageState | undefined;

  test('axe finds nothing on any screen in either theme, and nothing is wider than a small phone', async () => {
    const page = await site().visitor({ viewport: narrow });
    const problems: string[] = [];
    const judge = async (path: string) => {
      await page.goto(path);
      await settle(page);
      problems.push(...(await problemsOf(page)));
    };
    for (const path of ['/', '/sign-up', '/sign-in', '/forgot-password', '/@nobody-at-all']) await judge(path);
    await signUp(page, 'Mei Tanaka', 'mei@example.org');
    const handle = await page.getByLabel('Handle').inputValue();
    await uploadPhoto(page, '#c02020');
    for (const path of ['/me', `/@${handle}`, '/people']) await judge(path);
    await page.goto('/me');
    await page.getByRole('button', { name: /^Account/ }).click();
    await page.getByRole('menu').waitFor();
    problems.push(...(await problemsOf(page)));
    await page.keyboard.press('Escape');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('button', { name: 'Undo' }).waitFor();
    problems.push(...(await problemsOf(page)));
    const photo = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page, '#2020c0') };
    await pictureField(page).setInputFiles(photo);
    await page.getByRole('application').waitFor();
    problems.push(...(await problemsOf(page)));
    signedIn = await page.context().storageState();
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('with the page or its letters twice as large nothing is wider than the window', async () => {
    if (!signedIn) throw new Error('Nobody is signed in.');
    const page = await site().visitor({ viewport: { width: 1280, height: 800 }, storageState: signedIn });
    const problems: string[] = [];
    const judge = async () => {
      // A window of 1280 px, of which the browser shows half at 200 %.
      await page.setViewportSize({ width: 640, height: 400 });
      problems.push(...(await tooWide(page)));
      await page.evaluate(() => document.documentElement.style.setProperty('font-size', '200%'));
      for (const width of [1280, 1024]) {
        await page.setViewportSize({ width, height: 800 });
        problems.push(...(await tooWide(page)));
      }
    };
    for (const path of ['/', '/people', '/me', '/forgot-password']) {
      await page.goto(path);
      await settle(page);
      await judge();
    }
    const photo = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page, '#2020c0') };
    await page.goto('/me');
    await settle(page);
    await pictureField(page).setInputFiles(photo);
    await page.getByRole('application').waitFor();
    await judge();
    await page.getByRole('button', { name: 'Use this picture' }).click({ trial: true });
    expect(problems).toEqual([]);
    await page.context().close();
  });

  test('where the system chooses the colours, buttons have edges, and what is chosen and what has the focus differ', async () => {
    const page = await site().visitor({ forcedColors: 'active' });
    await page.goto('/sign-up');
    await settle(page);
    const style = (selector: string, property: string) =>
      page.locator(selector).evaluate((element, name) => getComputedStyle(element).getPropertyValue(name), property);
    const submit = 'form button[type=submit]';
    expect(await style(submit, 'border-top-width')).toBe('1px');
    expect(await style(submit, 'border-top-color')).not.toBe(await style(submit, 'background-color'));
    const looks = (selector: string) => page.locator(selector).screenshot();
    const control = '[role=switch] + div';
    const on = await looks(control);
    await page.getByRole('switch').press('Space');
    expect(await looks(control)).not.toEqual(on);

    await page.goto('/');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).hover();
    const dark = '[role=menuitemradio]:last-child';
    expect(await style(dark, 'outline-style')).toBe('solid');
    await page.keyboard.press('ArrowUp');
    await page.locator(`${dark}:not([data-highlighted])`).waitFor();
    expect(await style(dark, 'outline-style')).toBe('none');
    await page.context().close();
  });
}

/** Until the screen is there, and what it had to load. */
export async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-label^="Loading"], .animate-breathe') === null &&
      [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
  );
}

/** All of axe in the light theme; in the dark one only colours differ. */
export async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  await stillness(page);
  const light = await runAxe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await stillness(page);
  return [...light, ...(await runAxe(page, ['color-contrast'])), ...(await tooWide(page))];
}

/** Until colours have stopped changing: half-way between two themes nothing has the contrast it was given. */
async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

async function runAxe(page: Page, rules?: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { matches: isDark } = matchMedia('(prefers-color-scheme: dark)');
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      ...(only && { runOnly: only }),
    });
    const where = `${location.pathname} (${isDark ? 'dark' : 'light'}, ${innerWidth} px)`;
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${id}: ${html}`));
  }, rules);
}

async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, [role=dialog], [role=menu]')]
      // Both are rounded.
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ scrollWidth, tagName }) => `${location.pathname} ${tagName} is ${scrollWidth} px wide in ${innerWidth}`),
  );
}
