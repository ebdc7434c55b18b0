import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { problemsOf } from './axe';
import { settle } from './screens';
import { password, type Site, signUp } from './site';

/** Who tries them; their account is left as it is. */
export const settingsPerson = { name: 'Idris Bello', email: 'idris@example.org' };

const sections = ['account', 'security', 'privacy', 'appearance', 'keys', 'data'];
const sizes = { phone: { width: 320, height: 640 }, desktop: { width: 1280, height: 800 } };

/** The screens of settings: how one gets about in them, and what they say when something goes wrong. */
export function testSettings(site: () => Site): void {
  let page: Page;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const title = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const focused = () => page.evaluate(() => document.activeElement?.textContent);

  test('a wide screen has the sections beside the open one, a narrow one as a screen of their own', async () => {
    page = await site().visitor({ viewport: sizes.desktop });
    await page.goto('/settings/privacy?from=afar');
    await page.waitForURL('**/sign-in?next=%2Fsettings%2Fprivacy%3Ffrom%3Dafar');
    await signUp(page, settingsPerson.name, settingsPerson.email);
    await page.goto('/settings');
    await page.waitForURL('**/settings/account');
    const nav = page.getByRole('navigation', { name: 'Settings' });
    await nav.getByRole('link', { name: 'Privacy' }).click();
    await title('Privacy');
    expect(await focused()).toBe('Privacy');
    expect(await nav.locator('[aria-current=page]').textContent()).toBe('Privacy');
    expect(await page.title()).toBe('Privacy · Settings · Visage');
    await page.goBack();
    await title('Account');

    await page.setViewportSize(sizes.phone);
    await page.goto('/settings');
    await title('Settings');
    await nav.getByRole('link', { name: 'Your data' }).click();
    await title('Your data');
    expect(await focused()).toBe('Your data');
    await page.getByRole('main').getByRole('link', { name: 'Settings' }).click();
    await title('Settings');

    expect((await page.goto('/settings/nothing'))?.status()).toBe(404);
    await title('Nobody here');
    for (const section of sections) expect((await page.goto(`/settings/${section}`))?.status()).toBe(200);
  });

  test('axe finds nothing in what opens in a section or is wrong there, on a small phone and on a desktop', async () => {
    const problems: string[] = [];
    for (const viewport of Object.values(sizes)) {
      await page.setViewportSize(viewport);
      await page.goto('/settings/data');
      await press('Delete my account…');
      await press('Delete for good');
      problems.push(...(await problemsOf(page)));
      await page.keyboard.press('Escape');
      await page.goto('/settings/security');
      await press('Change password');
      problems.push(...(await problemsOf(page)));
    }
    expect(problems).toEqual([]);
  });

  test('nothing moves when what was asked for arrives, and a name of any length and direction fits', async () => {
    const name = `${'اسم طويل جدا '.repeat(5)}Wolfeschlegelsteinhausen`;
    await page.goto('/me');
    await page.getByLabel('Name', { exact: true }).fill(name.slice(0, 80));
    await press('Save');
    await page.getByText('Saved.', { exact: true }).waitFor();
    for (const [viewport, direction] of [
      [sizes.phone, 'ltr'],
      [sizes.phone, 'rtl'],
      [sizes.desktop, 'rtl'],
    ] as const) {
      await page.setViewportSize(viewport);
      for (const section of ['', ...sections]) {
        await page.goto(`/settings/${section}`);
        await settle(page);
        await page.evaluate((dir) => {
          document.documentElement.dir = dir;
        }, direction);
        const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        expect({ section, direction, over: Math.max(0, over) }).toEqual({ section, direction, over: 0 });
      }
    }
    await page.setViewportSize(sizes.desktop);
    const held = Promise.withResolvers<void>();
    await page.route('**/api/auth/get-session', async (route) => {
      await held.promise;
      await route.continue();
    });
    await page.goto('/settings/account');
    await page.getByLabel('Loading whether your address is verified').waitFor();
    const place = () => page.getByRole('button', { name: 'Change address' }).boundingBox();
    const before = await place();
    held.resolve();
    await page.getByText('Not verified yet').waitFor();
    expect(await place()).toEqual(before);
    await page.unroute('**/api/auth/get-session');
  });

  test('who can see and find a person is saved together, and edits elsewhere are joined or asked about', async () => {
    await page.goto('/settings/privacy');
    const second = await site().visitor({ storageState: await page.context().storageState() });
    await second.goto('/settings/privacy');
    const find = (where: Page) => where.getByRole('switch', { name: 'Find my picture by my e-mail address' });
    const save = (where: Page) => where.getByRole('button', { name: 'Save', exact: true }).click();
    expect(await find(page).isChecked()).toBe(false);
    await find(second).check();
    await second.getByText('gets your picture for it').waitFor();
    await save(second);
    await second.getByText('Saved.', { exact: true }).waitFor();

    await page.getByText('Only me').click();
    await page.getByText('may keep it for up to a year').waitFor();
    await page.getByRole('link', { name: 'Appearance' }).click();
    await page
      .getByRole('dialog', { name: 'Leave without saving?' })
      .getByRole('button', { name: 'Stay here' })
      .click();
    await save(page);
    await page.getByText('Changes made somewhere else were kept too.').waitFor();
    expect(await find(page).isChecked()).toBe(true);

    await second.getByText('People who are signed in').click();
    await save(second);
    const question = second.getByRole('dialog', { name: 'Changed somewhere else, too' });
    await question.getByText('Only me').waitFor();
    await question.getByRole('button', { name: 'Keep the other' }).click();
    await second.getByText('The other version was kept.').waitFor();
    expect(await second.getByLabel('Only me').isChecked()).toBe(true);
    await second.context().close();
  });

  test('a theme is chosen at once and stays', async () => {
    await page.goto('/settings/appearance');
    const scheme = () => page.evaluate(() => getComputedStyle(document.documentElement).colorScheme);
    const becomes = (wanted: string) =>
      page.waitForFunction((each) => getComputedStyle(document.documentElement).colorScheme === each, wanted);
    await page.getByText('Light on dark, always.').click();
    await becomes('dark');
    await page.reload();
    await title('Appearance');
    expect(await page.getByLabel('Dark', { exact: true }).last().isChecked()).toBe(true);
    expect(await scheme()).toBe('dark');
    await page.getByText('Like the system').last().click();
    await becomes('light dark');
  });

  test('a session that ends mid-edit costs nothing that was typed', async () => {
    await page.goto('/settings/account', { waitUntil: 'networkidle' });
    await page.getByLabel('New address').fill('idris.bello@example.org');
    await page.context().clearCookies();
    await press('Change address');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('New address').inputValue()).toBe('idris.bello@example.org');
    expect(await page.getByText('You are signed out.').count()).toBe(0);
    await press('Change address');
    await page.getByText('a link is on its way there').waitFor();
  });

  test('without a connection, and while the server fails, each section says so and can be tried again', async () => {
    const broken = ['**/api/auth/**', '**/trpc/account.*', '**/trpc/profile.update*', '**/trpc/apiKey.*'];
    const failWith = async (answer: { status: number; json: object } | null) => {
      for (const path of broken) {
        await page.unroute(path);
        await page.route(path, (route) => (answer ? route.fulfill(answer) : route.abort()));
      }
    };
    const mend = () => Promise.all(broken.map((path) => page.unroute(path)));
    const offline = page.getByText('No connection. Check your network and try again.');
    const failed = page.getByText('Something went wrong on our side. Try again.');

    await failWith(null);
    await page.goto('/settings/security');
    // Of the passkeys and of the sessions.
    await offline.nth(1).waitFor();
    await page.getByLabel('Present password').fill(password);
    await page.getByLabel('New password').fill(password);
    await press('Change password');
    await offline.nth(2).waitFor();
    expect(await page.getByLabel('Present password').inputValue()).toBe(password);
    await mend();
    const again = page.getByRole('button', { name: 'Try again', exact: true });
    await again.first().click();
    await page.getByText('You have no passkeys.').waitFor();
    await again.click();
    await page.getByText('Chrome on Linux').first().waitFor();
    await press('Change password');
    await page.getByText('Your password is changed').waitFor();

    await failWith({ status: 500, json: { code: 'INTERNAL_ERROR' } });
    await page.goto('/settings/account');
    await failed.waitFor();
    await page.getByLabel('New address').fill('someone@example.org');
    await press('Change address');
    await failed.nth(1).waitFor();
    await page.getByLabel('New address').fill('');
    await page.getByRole('link', { name: 'Privacy' }).click();
    await page.getByText('Everyone', { exact: true }).click();
    await press('Save');
    await failed.waitFor();
    await press('Discard');
    await page.getByRole('link', { name: 'API keys' }).click();
    await failed.waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Our blog');
    await press('Make the key');
    await failed.nth(1).waitFor();
    await page.getByLabel('Name', { exact: true }).fill('');
    await page.getByRole('link', { name: 'Your data' }).click();
    await press('Download my data');
    await failed.waitFor();
    await press('Delete my account…');
    await page.getByLabel(/^Type .* to confirm$/).fill(await handleOf(page));
    await press('Delete for good');
    await page.getByRole('dialog').getByText('Something went wrong on our side.').waitFor();
    await press('Keep my account');
    await failWith({ status: 429, json: { code: 'RATE_LIMITED' } });
    await page.goto('/settings/security');
    await page.getByText('That was a lot at once.').nth(1).waitFor();
    await mend();
    await page.context().close();
  });
}

async function handleOf(page: Page): Promise<string> {
  const label = await page.getByText(/^Type .* to confirm$/).textContent();
  return label?.replace(/^Type | to confirm$/g, '') ?? '';
}
