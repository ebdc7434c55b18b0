import { expect, test } from 'bun:test';
import { problemsOf, tooWide } from './axe';
import type { PopulatedSite } from './populated-site';
import { isOnItsWay, screens, settle, visit } from './screens';
import { pictureField } from './site';

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
        problems.push(...(await problemsOf(page)).filter((each) => !isOnItsWay(screen, each)));
        await page.context().close();
      });
      await Promise.all(each);
    }
    expect(problems).toEqual([]);
  }, 400_000);

  test('with the page or its letters twice as large nothing is wider than the window', async () => {
    const page = await site().visitorOf({ who: 'member' }, { viewport: { width: 1280, height: 800 } });
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
    const photo = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: site().photo };
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
