import { expect, test } from 'bun:test';
import type { CDPSession, Page } from 'playwright-core';
import { passwordRequired } from './account';
import { problemsOf } from './axe';
import { settle } from './screens';
import { password, type Site, signUp } from './site';

/** Keys for programs, and passkeys. */
export function testKeys(site: () => Site): void {
  // One person for both, since sign-ups are limited.
  let page: Page;
  let network: CDPSession;
  let authenticatorId: string;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();

  test('a key is shown once, works as it was made, and is revoked only after a question', async () => {
    page = await site().visitor();
    await signUp(page, 'Kofi Mensah', 'kofi@example.org');
    await page.goto('/settings/keys');
    await page.getByText('You have no keys.').waitFor();
    await press('Make the key');
    await page.getByText('Give the key a name.').waitFor();
    await page.getByLabel('Name', { exact: true }).fill('Our blog');
    await page.getByText('See and change', { exact: true }).click();
    await page.getByLabel('It works for').selectOption({ label: '30 days' });
    await press('Make the key');
    const heading = page.getByRole('heading', { name: 'Your key “Our blog”' });
    await heading.waitFor();
    expect(await heading.evaluate((element) => element === document.activeElement)).toBe(true);
    const key = (await page.getByRole('group', { name: 'Key' }).textContent()) ?? '';
    expect(key).toMatch(/^visage_[A-Za-z]{64}$/);
    expect(await problemsOf(page)).toEqual([]);
    const asProgram = () => fetch(`${site().url}/trpc/profile.me`, { headers: { 'x-api-key': key } });
    expect((await asProgram()).status).toBe(200);
    await press('I have copied it');
    await page.getByRole('heading', { name: 'New key' }).waitFor();
    expect(await page.content()).not.toContain(key);

    await page.reload();
    const held = page.getByRole('listitem').filter({ hasText: 'Our blog' });
    await held.getByText(`Starts with ${key.slice(0, 11)}`).waitFor();
    await held.getByText('Sees and changes what you can').waitFor();
    await held.getByText('Last used').waitFor();
    const [expires] = /Works until .*\d/.exec((await held.textContent()) ?? '') ?? [''];
    const days = (Date.parse(expires.replace('Works until ', '')) - Date.now()) / 86_400_000;
    expect(Math.abs(days - 30)).toBeLessThan(2);

    await press('Revoke Our blog');
    await press('Keep it');
    expect((await asProgram()).status).toBe(200);
    await press('Revoke Our blog');
    expect(await problemsOf(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke', exact: true }).click();
    await page.getByText('You have no keys.').waitFor();
    expect((await asProgram()).status).toBe(401);
  });

  test('a passkey is added under a name, signs in with nothing typed, and no more once it is removed', async () => {
    network = await page.context().newCDPSession(page);
    await network.send('WebAuthn.enable');
    ({ authenticatorId } = await network.send('WebAuthn.addVirtualAuthenticator', {
      options: {
        ...{ protocol: 'ctap2', transport: 'internal', automaticPresenceSimulation: true },
        ...{ hasResidentKey: true, hasUserVerification: true, isUserVerified: true },
      },
    }));
    await page.goto('/settings/security');
    await page.getByText('You have no passkeys.').waitFor();
    expect(await page.getByLabel('Name of the passkey').inputValue()).toBe('Chrome on Linux');
    await page.getByLabel('Name of the passkey').fill('My laptop');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await press('Stay here');
    await press('Add a passkey');
    await page.getByText('“My laptop” signs you in.').waitFor();
    await press('Add a passkey');
    await page.getByText('This device has a passkey for your account already.').waitFor();
    await press('Rename My laptop');
    expect(await problemsOf(page)).toEqual([]);
    await page.getByRole('dialog').getByLabel('Name of the passkey').fill('Work laptop');
    // The page before this one was another document, so it is the browser that asks.
    const asked = new Promise<string>((resolve) => {
      page.once('dialog', (dialog) => void dialog.dismiss().then(() => resolve(dialog.type())));
    });
    await page.evaluate(() => history.back());
    expect(await asked).toBe('beforeunload');
    await press('Save');
    await page.getByRole('listitem').filter({ hasText: 'Work laptop' }).getByText('Added').waitFor();
    expect(await problemsOf(page)).toEqual([]);

    const signInAnew = async () => {
      await page.context().clearCookies();
      await page.goto('/sign-in?next=/settings/security');
      await press('Use a passkey');
    };
    await signInAnew();
    await page.waitForURL('**/settings/security');
    await page.getByText('Work laptop').waitFor();
    await network.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: false });
    await signInAnew();
    await page.getByText('No passkey was used.').waitFor();
    await network.send('WebAuthn.setUserVerified', { authenticatorId, isUserVerified: true });
    await press('Use a passkey');
    await page.waitForURL('**/settings/security');

    await press('Remove Work laptop');
    expect(await problemsOf(page)).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Remove', exact: true }).click();
    await page.getByText('You have no passkeys.').waitFor();
    await signInAnew();
    await page.getByText('This passkey belongs to no account here.').waitFor();
    // Whoever has none still gets in.
    await page.getByLabel('E-mail address').fill('kofi@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    await press('Sign in');
    await page.waitForURL('**/settings/security');
    await settle(page);
  });

  test('whoever has a passkey needs no password: not when the session has ended, nor when it is too old', async () => {
    await network.send('WebAuthn.clearCredentials', { authenticatorId });
    await page.getByLabel('Name of the passkey').fill('My phone');
    await press('Add a passkey');
    await page.getByText('“My phone” signs you in.').waitFor();

    await page.getByLabel('Name of the passkey').fill('Typed before');
    await page.context().clearCookies();
    await press('Add a passkey');
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByRole('button', { name: 'Use a passkey' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await page.getByLabel('Name of the passkey').inputValue()).toBe('Typed before');

    // As for a session of more than a day, until another has taken its place.
    let isOld = true;
    page.on('response', (response) => {
      if (response.url().endsWith('/passkey/verify-authentication') && response.ok()) isOld = false;
    });
    await page.route('**/api/auth/list-sessions', (route) =>
      isOld ? route.fulfill({ status: 403, json: { code: 'SESSION_NOT_FRESH', message: '' } }) : route.continue(),
    );
    const sessionsBefore = (await page.context().cookies()).map(({ value }) => value);
    await page.reload();
    await page.getByText('You signed in here more than a day ago.').waitFor();
    await press('Use a passkey');
    await page.getByRole('listitem').filter({ hasText: 'This browser' }).waitFor();
    expect((await page.context().cookies()).map(({ value }) => value)).not.toEqual(sessionsBefore);

    isOld = true;
    await page.route('**/trpc/account.delete*', (route) =>
      isOld ? route.fulfill({ status: 403, json: [passwordRequired] }) : route.continue(),
    );
    await page.goto('/settings/data');
    await press('Delete my account…');
    const question = page.getByRole('dialog', { name: 'Delete your account?' });
    const handle = /@(\S+)/.exec((await question.textContent()) ?? '')?.[1] ?? '';
    await question.getByLabel(`Type ${handle} to confirm`).fill(handle);
    await page.keyboard.press('Enter');
    await question.getByRole('button', { name: 'Use a passkey' }).click();
    await page.getByText('Your account and everything in it is erased.').waitFor();
    await page.context().close();
  });
}
