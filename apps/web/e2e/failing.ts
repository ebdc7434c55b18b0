import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { password, type Site } from './site';

/** Parts of the app that don't come, and people who come in between. Of Ada and Noor, who signed up before. */
export function testFailing(site: () => Site): void {
  const signIn = async (page: Page, email: string) => {
    await page.goto('/sign-in');
    await page.getByLabel('E-mail address').fill(email);
    await page.getByLabel('Password', { exact: true }).fill(password);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
  };

  test('a screen or a menu that can’t be fetched says so, and all else goes on', async () => {
    const page = await site().visitor();
    await page.route(/\/assets\/(forgot-screen|menu-parts)/, (route) => route.abort());
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('alert').getByText('This screen could not be shown').waitFor();
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByText('This menu can’t be shown right now.').waitFor();
    // What was broken on purpose is no complaint of the pages.
    site().complaints.length = 0;
    await page.context().close();
  });

  test('a theme chosen in one tab is chosen in all, and for the bars of the browser', async () => {
    const page = await site().visitor();
    await page.goto('/');
    const other = await page.context().newPage();
    await other.goto('/people');
    await page.getByRole('button', { name: 'Theme' }).click();
    await page.getByRole('menuitemradio', { name: 'Dark' }).click();
    await other.locator('html[data-theme=dark]').waitFor();
    const bars = () =>
      other.evaluate(() =>
        [...document.querySelectorAll<HTMLMetaElement>('meta[name="theme-color"]')].map(({ content }) => content),
      );
    expect(await bars()).toEqual(['#141417', '#141417']);
    await other.reload();
    expect(await bars()).toEqual(['#141417', '#141417']);
    await page.context().close();
  });

  test('what one person typed is never saved as another’s, who signed in on another page', async () => {
    const page = await site().visitor();
    await signIn(page, 'ada@example.org');
    const before = await page.getByLabel('Name', { exact: true }).inputValue();
    await page.getByRole('textbox', { name: 'About you' }).fill('Typed by Ada');
    // Whoever is asked whether to leave, stays.
    const asked = new Promise<void>((resolve) => {
      page.once('dialog', (dialog) => void dialog.dismiss().then(resolve));
    });
    const other = await page.context().newPage();
    await other.context().clearCookies();
    await signIn(other, 'noor@example.org');
    await asked;
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Someone else is signed in by now.').waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(before);
    await other.reload();
    await other.getByRole('heading', { name: 'My profile' }).waitFor();
    expect(await other.getByRole('textbox', { name: 'About you' }).inputValue()).not.toContain('Typed by Ada');
    await page.context().close();
  });
}
