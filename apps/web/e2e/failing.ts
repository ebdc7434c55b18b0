import { expect, test } from 'bun:test';
import { drawPhoto, pictureField, type Site, signIn } from './site';

/** Parts of the app that don't come, and people who come in between. Of Ada and Noor, who signed up before. */
export function testFailing(site: () => Site): void {
  test('a screen or a menu that can’t be fetched says so, and all else goes on', async () => {
    const page = await site().visitor();
    await page.route(/\/assets\/(forgot-screen|menu-parts)/, (route) => route.abort());
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Forgot your password?' }).click();
    await page.getByRole('alert').getByText('This screen could not be loaded').waitFor();
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

  test('a finger chooses in a menu without a mouse being made up, and the choice is there at the next load', async () => {
    const page = await site().visitor({ hasTouch: true });
    await page.goto('/');
    await page.getByRole('button', { name: 'Theme' }).tap();
    const dark = page.getByRole('menuitemradio', { name: 'Dark' });
    await dark.waitFor();
    await page.evaluate(() => {
      const heard: string[] = [];
      for (const type of ['mousedown', 'mouseup', 'focusin', 'click'])
        addEventListener(type, () => heard.push(type), { capture: true });
      Object.assign(window, { heard });
    });
    await dark.tap();
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await page.evaluate(() => (window as unknown as { heard: string[] }).heard)).toEqual(['click']);
    expect(await dark.getAttribute('aria-checked')).toBe('true');
    await page.reload();
    await page.locator('html[data-theme=dark]').waitFor();
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

  test('a picture is never changed for another, whose cookie a page has without having been told', async () => {
    const page = await site().visitor();
    await signIn(page, 'ada@example.org');
    const other = await site().visitor();
    await signIn(other, 'noor@example.org');
    const theirs = other.locator('main img').first();
    const src = await theirs.getAttribute('src');
    await page.context().clearCookies();
    await page.context().addCookies(await other.context().cookies());

    const refused = page.getByText('Someone else is signed in by now.');
    await page.getByRole('button', { name: 'Remove' }).click();
    await refused.waitFor();
    await page.getByRole('button', { name: 'Remove' }).waitFor();
    await page.getByRole('button', { name: 'Close' }).first().click();
    const photo = { name: 'me.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page, '#2020c0') };
    await pictureField(page).setInputFiles(photo);
    await page.getByRole('button', { name: 'Use this picture' }).click();
    await page.getByRole('dialog').getByText('Someone else is signed in by now.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('textbox', { name: 'Description' }).fill('Typed by Ada');
    await page.getByRole('button', { name: 'Save description' }).click();
    await page.locator('form').getByText('Someone else is signed in by now.').waitFor();

    await other.reload();
    await other.getByRole('button', { name: 'Remove' }).waitFor();
    expect(await theirs.getAttribute('src')).toBe(src);
    expect(await other.getByRole('textbox', { name: 'Description' }).inputValue()).not.toBe('Typed by Ada');
    await page.context().close();
    await other.context().close();
  });
}
