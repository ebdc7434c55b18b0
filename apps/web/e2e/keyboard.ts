import { afterAll, beforeAll, expect, test } from 'bun:test';
import type { Locator, Page } from 'playwright-core';
import { drawPhoto, pictureField, type Site, signUp, uploadPhoto } from './site';

/** What is done without a mouse, and what is done for those who can't see. */
export function testKeyboard(site: () => Site): void {
  let page: Page;
  const press = async (...keys: string[]) => {
    for (const key of keys) await page.keyboard.press(key);
  };
  const hasFocus = (locator: Locator) => locator.and(page.locator(':focus')).waitFor();
  const item = (name: string) => page.getByRole('menuitemradio', { name });
  const line = (name: string) => page.getByRole('menuitem', { name });
  const theme = () => page.getByRole('button', { name: 'Theme' });

  beforeAll(async () => {
    page = await site().visitor();
  });
  afterAll(() => page?.context().close());

  test('a menu goes by arrows, Home, End and the letters of its lines; Escape gives the focus back', async () => {
    await page.goto('/');
    await theme().focus();
    await press('Enter');
    await hasFocus(item('Like the system'));
    expect(await theme().getAttribute('aria-expanded')).toBe('true');
    await press('ArrowDown');
    await hasFocus(item('Light'));
    await press('End');
    await hasFocus(item('Dark'));
    await press('ArrowDown');
    await hasFocus(item('Like the system'));
    await press('ArrowUp');
    await hasFocus(item('Dark'));
    await press('Home');
    await hasFocus(item('Like the system'));
    await press('d');
    await hasFocus(item('Dark'));
    await press('Enter');
    await page.locator('html[data-theme=dark]').waitFor();
    expect(await item('Dark').getAttribute('aria-checked')).toBe('true');
    expect(await item('Light').getAttribute('aria-checked')).toBe('false');
    await press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await hasFocus(theme());
    await press('ArrowUp');
    await hasFocus(item('Dark'));
    await press('l', 'i', 'k', 'Space');
    await page.locator('html:not([data-theme])').waitFor();
    await press('Escape');
  });

  test('a menu stays inside a small window, and a click elsewhere closes it and does what it says', async () => {
    await page.setViewportSize({ width: 320, height: 480 });
    await theme().click();
    await page.waitForFunction(() => {
      const box = document.querySelector('[role=menu]')?.getBoundingClientRect();
      return box && box.left >= 8 && box.right <= innerWidth - 8;
    });
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.setViewportSize({ width: 1280, height: 720 });
  });

  test('the first press on a menu whose code is still on its way is not lost', async () => {
    for (const open of [() => theme().click(), () => theme().press('Enter'), () => theme().dispatchEvent('click')]) {
      let send = () => {};
      const sent = new Promise<void>((resolve) => {
        send = resolve;
      });
      const fresh = await site().visitor();
      const mine = page;
      page = fresh;
      await page.route('**/menu-parts-*.js', async (route) => {
        await sent;
        await route.continue();
      });
      await page.goto('/');
      await open();
      expect(await page.getByRole('menu').count()).toBe(0);
      send();
      await hasFocus(item('Like the system'));
      await press('Escape');
      await hasFocus(theme());
      await page.context().close();
      page = mine;
    }
  });

  test('a line of a menu leads on by Enter, and the focus goes to the new screen', async () => {
    await signUp(page, 'Tove Lind', 'tove@example.org');
    const account = page.getByRole('button', { name: 'Account of Tove Lind' });
    await account.focus();
    await press('ArrowDown');
    await hasFocus(line('My profile'));
    await press('ArrowDown', 'Enter');
    await hasFocus(page.getByRole('heading', { level: 1, name: 'Tove Lind' }));
    expect(await page.getByRole('menu').count()).toBe(0);
    await account.focus();
    await press('Enter');
    await hasFocus(line('My profile'));
    await press('Space');
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
    await pictureField(page).waitFor({ state: 'attached' });
  });

  test('a dialog keeps the focus, hides the rest, holds the page, and gives the focus back', async () => {
    await page.getByRole('textbox', { name: 'About you' }).fill('Paints birds.');
    const account = page.getByRole('button', { name: 'Account of Tove Lind' });
    await account.focus();
    await press('ArrowUp');
    await hasFocus(line('Sign out'));
    await press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Leave without saving?' });
    const stay = dialog.getByRole('button', { name: 'Stay here' });
    const leave = dialog.getByRole('button', { name: 'Leave' });
    await hasFocus(stay);
    await press('Tab');
    await hasFocus(leave);
    await press('Tab');
    await hasFocus(stay);
    await press('Shift+Tab');
    await hasFocus(leave);
    expect(await page.getByRole('banner').count()).toBe(0);
    expect(await page.getByRole('heading', { name: 'My profile' }).count()).toBe(0);
    const before = await page.evaluate(() => scrollY);
    await page.mouse.move(20, 400);
    await page.mouse.wheel(0, 300);
    expect(await page.evaluate(() => scrollY)).toBe(before);
    await press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await hasFocus(account);
    await page.getByRole('button', { name: 'Discard' }).click();
  });

  test('a toast is read out where it comes, waits while someone is at it, and is undone by keyboard', async () => {
    await uploadPhoto(page, '#c02020');
    const list = page.getByRole('region', { name: /^Notices/ }).getByRole('list');
    await list.getByRole('button', { name: 'Close' }).click();
    await list.getByRole('listitem').waitFor({ state: 'detached' });
    // What reads it out was there before there was anything to read.
    expect(await list.getAttribute('aria-live')).toBe('polite');
    expect(await list.locator('[aria-live], [role=status], [role=alert]').count()).toBe(0);

    await page.clock.install();
    const remove = page.getByRole('button', { name: 'Remove' });
    const toast = list.getByRole('listitem');
    await remove.focus();
    await press('Enter');
    await toast.waitFor();
    await press('Alt+t');
    await hasFocus(list);
    await page.clock.fastForward(60_000);
    expect(await toast.count()).toBe(1);
    await press('Tab', 'Tab');
    const undo = toast.getByRole('button', { name: 'Undo' });
    await hasFocus(undo);
    await press('Enter');
    await page.getByText('Your earlier picture is back.').waitFor();
    expect(await undo.count()).toBe(0);
    await hasFocus(page.getByRole('heading', { name: 'Picture', exact: true }));
    await page.clock.fastForward(20_000);
    await toast.waitFor({ state: 'detached' });

    await remove.focus();
    await press('Enter');
    await toast.hover();
    await page.clock.fastForward(60_000);
    expect(await toast.count()).toBe(1);
    await page.mouse.move(10, 300);
    await page.clock.fastForward(20_000);
    await toast.waitFor({ state: 'detached' });
  });

  test('a toast can be reached while a dialog is open, and hides none of its buttons', async () => {
    await page.reload();
    await uploadPhoto(page, '#2020c0');
    const [chooser] = await Promise.all([
      page.waitForEvent('filechooser'),
      page.getByRole('button', { name: 'Change picture' }).click(),
    ]);
    await chooser.setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await drawPhoto(page, '#20a020') });
    const stage = page.getByRole('application');
    await stage.waitFor();
    await press('Alt+t', 'Tab');
    await hasFocus(
      page
        .getByRole('region', { name: /^Notices/ })
        .getByRole('listitem')
        .first(),
    );
    const use = page.getByRole('button', { name: 'Use this picture' });
    await use.click({ trial: true });
    // Which would have every element of the page looked at anew.
    expect(await page.evaluate(() => document.body.style.pointerEvents)).toBe('');
    await page.getByRole('button', { name: 'Close' }).first().click();
    await page.getByRole('dialog').waitFor();
  });

  test('the slider goes by arrows, Home and End, and says where it is', async () => {
    const zoom = page.getByRole('slider', { name: 'Zoom' });
    await zoom.focus();
    expect(await zoom.getAttribute('aria-valuetext')).toBe('100 %');
    await press('ArrowRight', 'ArrowRight');
    expect(await zoom.inputValue()).toBe('1.02');
    await press('End');
    expect(await zoom.inputValue()).toBe(
      await zoom.evaluate((input) => (Math.floor(Number((input as HTMLInputElement).max) * 100) / 100).toString()),
    );
    await press('Home');
    expect(await zoom.inputValue()).toBe('1');
    const straighten = page.getByRole('slider', { name: 'Straighten' });
    await straighten.focus();
    await press('ArrowLeft');
    expect(await straighten.inputValue()).toBe('-1');
    await press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  });

  test('the cards of a choice are one stop, go by arrows, and all of a card can be clicked', async () => {
    const group = page.getByRole('radiogroup', { name: 'Who can see my profile' });
    const everyone = group.getByRole('radio', { name: 'Everyone' });
    const members = group.getByRole('radio', { name: 'People who are signed in' });
    const nobody = group.getByRole('radio', { name: 'Only me' });
    await page.getByRole('textbox', { name: 'About you' }).focus();
    await press('Tab');
    await hasFocus(everyone);
    await press('ArrowDown');
    await hasFocus(members);
    expect(await members.isChecked()).toBe(true);
    expect(await members.getAttribute('aria-describedby')).toBeTruthy();
    await press('ArrowUp', 'ArrowUp');
    await hasFocus(nobody);
    expect(await nobody.isChecked()).toBe(true);
    await group.getByText('Visitors without an account see').click();
    expect(await members.isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await everyone.isChecked()).toBe(true);
  });

  test('the switch goes by the space bar and by its words', async () => {
    const fresh = await site().visitor();
    await fresh.goto('/sign-up');
    const visible = fresh.getByRole('switch');
    await visible.focus();
    expect(await visible.isChecked()).toBe(true);
    await fresh.keyboard.press('Space');
    expect(await visible.isChecked()).toBe(false);
    await fresh.locator('label').last().click();
    expect(await visible.isChecked()).toBe(true);
    await fresh.context().close();
  });
}
