import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on the page as it is, in both themes, and whatever is wider than its window; a line for each. */
export async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  await show(page, 'light');
  const light = await runAxe(page);
  await show(page, 'dark');
  // Only colours differ there.
  return [...light, ...(await runAxe(page, ['color-contrast'])), ...(await tooWide(page))];
}

/** Answers when colours have stopped changing: half-way between two themes nothing has the contrast it was given. */
export async function show(page: Page, colorScheme: 'light' | 'dark'): Promise<void> {
  await page.emulateMedia({ colorScheme });
  await page.waitForFunction(() => document.getAnimations().every(({ playState }) => playState !== 'running'));
}

async function runAxe(page: Page, rules?: string[]): Promise<string[]> {
  return page.evaluate(async (only) => {
    const { matches: isDark } = matchMedia('(prefers-color-scheme: dark)');
    const found = await (window as unknown as { axe: typeof axe }).axe.run(document, {
      resultTypes: ['violations'],
      ...(only && { runOnly: only }),
    });
    const where = `${location.pathname} (${innerWidth} px, ${isDark ? 'dark' : 'light'})`;
    return found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${id}: ${html}`));
  }, rules);
}

/** What is wider than its window, or than the dialog or menu it is in; a line for each. */
export async function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, [role=dialog], [role=menu]')]
      // Both are rounded.
      .filter(({ scrollWidth, clientWidth }) => scrollWidth > clientWidth + 1)
      .map(({ scrollWidth, tagName }) => `${location.pathname} ${tagName} is ${scrollWidth} px wide in ${innerWidth}`),
  );
}
