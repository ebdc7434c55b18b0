import { expect, test } from 'bun:test';
import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { drawPhoto, pictureField, type Site, signUp, uploadPhoto } from './site';

const narrow = { width: 320, height: 640 };

/** Every screen, in both themes, for everyone. */
export function testAccessibility(site: () => Site): void {
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
    const photo = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page, '#2020c0') };
    await pictureField(page).setInputFiles(photo);
    await page.getByRole('application').waitFor();
    problems.push(...(await problemsOf(page)));
    expect(problems).toEqual([]);
    await page.context().close();
  });
}

/** Until the screen is there, and what it had to load. */
async function settle(page: Page): Promise<void> {
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.waitForFunction(
    () =>
      document.querySelector('[aria-label^="Loading"], .animate-breathe') === null &&
      [...document.images].every(({ complete, loading }) => complete || loading === 'lazy'),
  );
}

/** All of axe in the light theme; in the dark one only colours differ. */
async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  await page.emulateMedia({ colorScheme: 'light' });
  await stillness(page);
  const light = await runAxe(page);
  await page.emulateMedia({ colorScheme: 'dark' });
  await stillness(page);
  return [...light, ...(await runAxe(page, ['color-contrast']))];
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
    const where = `${location.pathname} (${isDark ? 'dark' : 'light'})`;
    const problems = found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${id}: ${html}`));
    for (const { scrollWidth, clientWidth, tagName } of document.querySelectorAll('html, [role=dialog]')) {
      if (scrollWidth > clientWidth) problems.push(`${where} ${tagName} is ${scrollWidth} px wide`);
    }
    return problems;
  }, rules);
}
