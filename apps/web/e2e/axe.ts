import axe from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds on the page as it is, in both themes, and whatever is wider than its window; a line for each. */
export async function problemsOf(page: Page): Promise<string[]> {
  await page.evaluate(axe.source);
  await show(page, 'light');
  const light = await runAxe(page);
  await show(page, 'dark');
  // Only colours differ there.
  return [...light, ...(await runAxe(page, ['color-contrast']))];
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
    const problems = found.violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${where} ${id}: ${html}`));
    for (const { scrollWidth, clientWidth, tagName } of document.querySelectorAll('html, dialog, [role=dialog]')) {
      if (scrollWidth > clientWidth) problems.push(`${where} ${tagName} is ${scrollWidth} px wide`);
    }
    return problems;
  }, rules);
}
