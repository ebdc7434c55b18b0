import { afterAll, beforeAll, test } from 'bun:test';
import type { Locator, Page } from 'playwright-core';
import { type Site, signUp, uploadPhoto } from './site';

/** Where the focus goes when what had it is no longer there. */
export function testEarlierPictures(site: () => Site): void {
  let page: Page;
  const press = (key: string) => page.keyboard.press(key);
  const hasFocus = (locator: Locator) => locator.and(page.locator(':focus')).waitFor();

  beforeAll(async () => {
    page = await site().visitor();
    await signUp(page, 'Edda Falk', 'edda@example.org');
    for (const colour of ['#2020c0', '#20a020']) await uploadPhoto(page, colour);
  }, 60_000);
  afterAll(() => page?.context().close());

  test('when the last earlier picture goes, erased or used again, the focus goes to what is left', async () => {
    const heading = page.getByRole('heading', { name: 'Picture', exact: true });
    const earlier = (act: string) => page.getByRole('button', { name: new RegExp(`^${act}: `) });
    const question = page.getByRole('dialog', { name: 'Erase this picture for good?' });
    const eraseFirst = async () => {
      const left = (await earlier('Erase').count()) - 1;
      await earlier('Erase').first().focus();
      await press('Enter');
      // Once it is open the focus goes to its first button: a press sent before would be that one's.
      await hasFocus(question.getByRole('button').first());
      await press('Tab');
      await hasFocus(question.getByRole('button', { name: 'Erase' }));
      await press('Enter');
      await question.waitFor({ state: 'detached' });
      // What a dialog hides is there again a frame after it has gone; before, nothing that is asked for by its role is found.
      await heading.waitFor();
      await earlier('Erase').nth(left).waitFor({ state: 'detached' });
    };
    const remove = page.getByRole('button', { name: 'Remove' });
    // Anew, so that all earlier ones are listed that there are.
    await page.goto('/me');
    await heading.waitFor();
    await page.getByRole('heading', { name: 'Earlier pictures' }).waitFor();
    const before = await earlier('Erase').count();
    await remove.focus();
    await press('Enter');
    await hasFocus(heading);
    await page.getByText('Picture removed.').waitFor();
    await earlier('Erase').nth(before).waitFor();
    while ((await earlier('Erase').count()) > 1) {
      await eraseFirst();
      await hasFocus(page.getByRole('heading', { name: 'Earlier pictures' }));
    }
    await earlier('Use again').focus();
    await press('Enter');
    await page.getByText('This picture is shown again.').waitFor();
    await earlier('Use again').waitFor({ state: 'detached' });
    await hasFocus(heading);
    await uploadPhoto(page, '#10b060');
    await earlier('Erase').waitFor();
    await eraseFirst();
    await page.getByText('Erased.').last().waitFor();
    await hasFocus(heading);
  });
}
