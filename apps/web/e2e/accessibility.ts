import { expect, test } from 'bun:test';
import { problemsOf } from './axe';
import type { PopulatedSite } from './populated-site';
import { screens, visit } from './screens';

/** The smallest phones, and a desktop. */
const widths = [320, 1280];

/** Every screen, in both themes, for everyone. */
export function testAccessibility(site: () => PopulatedSite): void {
  test('axe finds nothing on any screen in either theme, and nothing is wider than a small phone', async () => {
    const problems: string[] = [];
    for (const screen of screens) {
      const each = widths.map(async (width) => {
        const page = await site().visitorOf(screen, { viewport: { width, height: 800 } });
        await visit(page, screen, site());
        problems.push(...(await problemsOf(page)));
        await page.context().close();
      });
      await Promise.all(each);
    }
    expect(problems).toEqual([]);
  });
}
