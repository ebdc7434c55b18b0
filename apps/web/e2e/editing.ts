import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { colourOf, password, pictureField, type Site, signUp, uploadPhoto } from './site';

const email = 'noor@example.org';

/** What happens when people err, change their mind, or work in two places. */
export function testEditing(site: () => Site): void {
  let page: Page;

  test('sign-up says at each field what is wrong, and that an address is taken', async () => {
    page = await site().visitor();
    await page.goto('/sign-up');
    await page.getByRole('button', { name: 'Make my profile' }).click();
    await page.getByText('Tell people what to call you.').waitFor();
    await page.getByText('This doesn’t look like an e-mail address.').waitFor();
    await page.getByText('Use at least 8 characters.').waitFor();
    expect(await page.evaluate(() => document.activeElement?.getAttribute('name'))).toBe('name');
    await signUp(page, 'Noor Haddad', email);

    const other = await site().visitor();
    await other.goto('/sign-up');
    await other.getByLabel('Your name').fill('Someone');
    await other.getByLabel('E-mail address').fill(email.toUpperCase());
    await other.getByLabel('Password', { exact: true }).fill(password);
    await other.getByRole('button', { name: 'Make my profile' }).click();
    await other.getByText('There is an account with this address already.').waitFor();
    await other.context().close();
  });

  test('a file that is no picture is refused in words, here and by the server', async () => {
    await pictureField(page).setInputFiles({ name: 'a.svg', mimeType: 'image/svg+xml', buffer: Buffer.from('<svg/>') });
    await page.getByText('This kind of file can’t be used.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();

    await pictureField(page).setInputFiles({
      name: 'a.png',
      mimeType: 'image/png',
      buffer: Buffer.from('not a picture'),
    });
    await page.getByRole('button', { name: 'Use this picture' }).click();
    await page.getByText('This file can’t be read as a picture.').waitFor();
    // The profile was asked for again meanwhile, and the screen stayed as it was.
    await page.getByRole('dialog', { name: 'Your new picture' }).waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('img', { name: 'You have no picture yet' }).waitFor();
  });

  test('a removed picture comes back with one click', async () => {
    await uploadPhoto(page, '#20a020');
    await page.getByRole('button', { name: 'Remove' }).click();
    await page.getByRole('img', { name: 'You have no picture yet' }).waitFor();
    await page.getByRole('button', { name: 'Undo' }).click();
    await page.getByText('Your earlier picture is back.').waitFor();
    expect(await colourOf(page, 'img[alt="Your current picture"]')).toBe('green');
  });

  test('what shows the picture elsewhere is copied with one key, and selected where the clipboard is refused', async () => {
    const use = page.getByRole('region', { name: 'Show it elsewhere' });
    expect(await use.getByRole('group', { name: 'HTML' }).count()).toBe(0);
    await use.getByText('Other ways').focus();
    await page.keyboard.press('Enter');
    const shown = await use.getByRole('group', { name: 'HTML' }).textContent();
    expect(shown).toMatch(/^<img src="http[^"]+\/picture\?size=128&amp;format=webp" .* alt="Noor Haddad">$/);

    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site().url });
    await use.getByRole('button', { name: 'Copy HTML' }).focus();
    await page.keyboard.press('Enter');
    await use.getByRole('status').getByText('Copied').waitFor();
    await use.getByRole('button', { name: 'Copied HTML' }).waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(shown ?? '');

    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('Refused', 'NotAllowedError'));
    });
    await use.getByRole('button', { name: 'Copy Markdown' }).click();
    await use.getByText('The text is selected').waitFor();
    expect(await page.evaluate(() => String(getSelection()))).toMatch(/^!\[Noor Haddad\]\(http/);
    await page.context().clearPermissions();
  });

  test('what is typed is not left behind unasked', async () => {
    const bio = page.getByRole('textbox', { name: 'About you' });
    await bio.fill('Makes maps.');
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await page.getByRole('button', { name: 'Stay here' }).click();
    expect(await bio.inputValue()).toBe('Makes maps.');
    await page.keyboard.press('Control+s');
    await page.getByText('Saved.', { exact: true }).waitFor();
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('heading', { name: 'People' }).waitFor();
    await page.goBack();
    expect(await bio.inputValue()).toBe('Makes maps.');
  });

  test('edits in two windows are joined where they touch different fields, and asked about where they don’t', async () => {
    const second = await site().visitor({ storageState: await page.context().storageState() });
    await second.goto('/me');
    await second.getByLabel('Pronouns').fill('she/her');
    await second.getByRole('button', { name: 'Save', exact: true }).click();
    await second.getByText('Saved.', { exact: true }).waitFor();

    await page.getByLabel('Place').fill('Amman');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Changes made somewhere else were kept too.').waitFor();
    expect(await page.getByLabel('Pronouns').inputValue()).toBe('she/her');

    await second.getByLabel('Place').fill('Aqaba');
    await second.getByRole('button', { name: 'Save', exact: true }).click();
    const question = second.getByRole('dialog', { name: 'Changed somewhere else, too' });
    await question.getByText('Amman').waitFor();
    await question.getByText('Aqaba').waitFor();
    // What it says then it has said before, when the first edit was saved.
    const saved = second.waitForResponse('**/trpc/profile.update*');
    await question.getByRole('button', { name: 'Keep mine' }).click();
    await question.waitFor({ state: 'detached' });
    await saved;
    await second.goto('/me');
    await second.getByLabel('Place').waitFor();
    expect(await second.getByLabel('Place').inputValue()).toBe('Aqaba');
    await second.context().close();
  });

  test('words for a picture that were changed somewhere else meanwhile are asked about, and so is a picture that was', async () => {
    const description = (on: Page) => on.getByRole('textbox', { name: 'Description' });
    const save = (on: Page) => on.getByRole('button', { name: 'Save description' }).click();
    const second = await site().visitor({ storageState: await page.context().storageState() });
    await second.goto('/me');
    await description(page).fill('Noor on a hill');
    await description(second).fill('Noor by the sea');
    await save(second);
    await second.getByText('Description saved.').waitFor();
    await save(page);
    const question = page.getByRole('dialog', { name: 'Changed somewhere else, too' });
    await question.getByText('Noor on a hill').waitFor();
    await question.getByText('Noor by the sea').waitFor();
    await question.getByRole('button', { name: 'Keep the other' }).click();
    await page.getByText('The other description was kept.').waitFor();
    expect(await description(page).inputValue()).toBe('Noor by the sea');

    await description(page).fill('Noor, laughing');
    await save(page);
    await page.getByText('Description saved.').waitFor();
    await description(second).fill('Noor, reading');
    await save(second);
    const other = second.getByRole('dialog', { name: 'Changed somewhere else, too' });
    // What it says then it has said before.
    const saved = second.waitForResponse('**/trpc/picture.setAltText*');
    await other.getByRole('button', { name: 'Keep mine' }).click();
    await saved;
    await page.reload();
    expect(await description(page).inputValue()).toBe('Noor, reading');

    // For a picture that is no more the one here when it is saved.
    await description(page).fill('Noor, in green');
    await uploadPhoto(second, '#2020c0');
    await page.getByText('You typed this for a picture that has been replaced meanwhile.').waitFor();
    expect(await description(page).inputValue()).toBe('Noor, in green');
    await page.getByRole('button', { name: 'Discard' }).click();
    expect(await description(page).inputValue()).toBe('');
    await second.context().close();
  });

  test('a session that ends mid-edit costs nothing that was typed', async () => {
    // With everything loaded: what is still asked for would find out first.
    await page.reload({ waitUntil: 'networkidle' });
    const bio = page.getByRole('textbox', { name: 'About you' });
    await bio.fill('Makes maps of places that are not there yet.');
    await page.context().clearCookies();
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await dialog.getByLabel('Password', { exact: true }).fill(password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    expect(await bio.inputValue()).toBe('Makes maps of places that are not there yet.');
    await page.getByRole('button', { name: 'Save', exact: true }).click();
    await page.getByText('Saved.', { exact: true }).waitFor();
    await page.context().close();
  });
}
