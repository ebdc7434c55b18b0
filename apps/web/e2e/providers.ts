import { afterAll, beforeAll, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { problemsOf } from './axe';
import { layoutShiftOf } from './layout-shift';
import { settle } from './screens';
import { openSite, type Site } from './site';

const phone = { width: 390, height: 844 };

/** Signing in with an account elsewhere, where the operator offers it: on a site of its own, with stand-ins for GitHub and Google. */
export function testProviders(site: () => Site): void {
  const grace = { id: 1, email: 'grace@example.org', name: 'Grace Hopper' };
  let offering: Site;
  beforeAll(async () => {
    offering = await openSite({ knownElsewhere: grace });
  }, 60_000);
  afterAll(() => offering?.close(), 30_000);

  /** The provider's page, on which the person at once says yes or no. */
  const answering = (page: Page, says: { code: string } | { error: string }) =>
    page.route(/^https:\/\/(github|accounts\.google)\.com\//, (route) => {
      const { searchParams } = new URL(route.request().url());
      const back = new URL(searchParams.get('redirect_uri') ?? '');
      back.search = String(new URLSearchParams({ ...says, state: searchParams.get('state') ?? '' }));
      return route.fulfill({ status: 302, headers: { location: back.href } });
    });
  const press = (page: Page, name: string) => page.getByRole('button', { name, exact: true }).click();

  test('someone new gets a profile that only they see, if that is what they said, and is known the next time', async () => {
    const page = await offering.visitor({ viewport: phone });
    await answering(page, { code: 'yes' });
    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Continue with GitHub' }).waitFor();
    await settle(page);
    expect(await problemsOf(page)).toEqual([]);
    await page.getByRole('switch').click();
    // A field that is left empty says so, and must not push the button away from under the pointer.
    await page.getByLabel('Your name').focus();
    await press(page, 'Continue with GitHub');
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe(grace.name);
    expect(await page.getByRole('radio', { checked: true }).getAttribute('value')).toBe('private');

    const again = await offering.visitor({ viewport: { width: 1280, height: 800 } });
    await answering(again, { code: 'yes' });
    await again.goto('/settings/security');
    await press(again, 'Continue with Google');
    await again.waitForURL('**/settings/security');
    await again.getByRole('button', { name: 'Set a password' }).waitFor();
    await settle(again);
    expect(await problemsOf(again)).toEqual([]);
    await press(again, 'Set a password');
    await again.getByText(`A link is on its way to ${grace.email}.`).waitFor();
    expect(await offering.linkTo(grace.email)).toContain('/reset-password');
    expect(offering.complaints).toEqual([]);
    await page.context().close();
    await again.context().close();
  });

  test('whoever says no there is told here, and can try again', async () => {
    const page = await offering.visitor({ viewport: phone });
    await answering(page, { error: 'access_denied' });
    await page.goto('/sign-in?next=%2Fsettings%2Fdata');
    await press(page, 'Continue with Google');
    await page.getByRole('alert').getByText('nothing was shared').waitFor();
    expect(new URL(page.url()).searchParams.get('next')).toBe('/settings/data');
    await settle(page);
    expect(await problemsOf(page)).toEqual([]);
    await page.context().close();
  });

  test('in a dialog over what is being edited, another page signs in, and this one goes on', async () => {
    const page = await offering.visitor();
    await answering(page, { code: 'yes' });
    await page.goto('/sign-in');
    await press(page, 'Continue with GitHub');
    await page.getByRole('heading', { name: 'My profile' }).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Grace B. Hopper');
    await page.context().clearCookies();
    await press(page, 'Save');
    const link = page.getByRole('dialog').getByRole('link', { name: 'another page' });
    await link.waitFor();
    const opened = page.context().waitForEvent('page');
    await link.click();
    const other = await opened;
    await answering(other, { code: 'yes' });
    await press(other, 'Continue with GitHub');
    await other.getByRole('heading', { name: 'My profile' }).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name', { exact: true }).inputValue()).toBe('Grace B. Hopper');
    await page.context().close();
  });

  test('the buttons move nothing when they come late', async () => {
    for (const path of ['/sign-in', '/sign-up']) {
      const page = await offering.visitor({ viewport: phone });
      const { score, moved } = await layoutShiftOf(page, { path });
      expect({ path, score, moved }).toEqual({ path, score: 0, moved: [] });
      await page.context().close();
    }
  });

  test('where the operator doesn’t offer it, nothing speaks of it', async () => {
    const page = await site().visitor();
    await page.goto('/sign-in');
    await page.getByRole('link', { name: 'Make your profile' }).waitFor();
    expect(await page.getByText(/GitHub|Google/).count()).toBe(0);
    await page.context().close();
  });
}
