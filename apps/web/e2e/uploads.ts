import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { colourOf, drawPhoto, password, pictureField, type Site, signIn } from './site';

const upload = '**/trpc/picture.upload*';

/** What may happen to a picture on its way. Of Ada, who signed up before. */
export function testUploads(site: () => Site): void {
  let page: Page;
  const dialog = () => page.getByRole('dialog', { name: 'Your new picture' });
  const description = () => dialog().getByRole('textbox', { name: 'Description' });
  const use = () => dialog().getByRole('button', { name: 'Use this picture' }).click();
  const choose = async (colour: string, altText: string) => {
    const buffer = await drawPhoto(page, colour);
    await pictureField(page).setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer });
    await page.getByRole('application').waitFor();
    await description().fill(altText);
  };
  /** What was typed is there still, and nothing is under way. */
  const isKept = async (altText: string) => {
    await dialog().locator('[aria-busy=true]').waitFor({ state: 'detached' });
    expect(await description().inputValue()).toBe(altText);
  };
  /** Those beneath a dialog, too. */
  const earlier = () => page.getByRole('button', { name: /^Erase: /, includeHidden: true });

  test('an upload shows how many bytes are sent, says when it takes long, and is cancelled', async () => {
    page = await site().visitor();
    await signIn(page, 'ada@example.org');
    const shown = await page.locator('main img').first().getAttribute('src');
    const before = await earlier().count();
    await choose('#10b060', 'Ada in green');
    const network = await page.context().newCDPSession(page);
    const slow = { offline: false, latency: 0, downloadThroughput: -1, uploadThroughput: 8000 };
    await network.send('Network.enable');
    await network.send('Network.emulateNetworkConditions', slow);
    await page.clock.install();
    await use();
    await dialog()
      .getByText(/^\d+ of \d+ kB$/)
      .waitFor();
    await page.clock.fastForward(11_000);
    await dialog().getByText('This takes longer than usual.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await dialog().getByRole('progressbar').waitFor({ state: 'detached' });
    // The browser drops a request in its own time: were its bytes let through before, the server would have them all.
    await page.evaluate(() => fetch('/healthz').then((answer) => answer.text()));
    await network.send('Network.emulateNetworkConditions', { ...slow, uploadThroughput: -1 });
    await page.clock.resume();
    await isKept('Ada in green');
    expect(await dialog().getByRole('alert').count()).toBe(0);
    expect(await page.locator('main img').first().getAttribute('src')).toBe(shown);
    expect(await earlier().count()).toBe(before);
  });

  test('an upload whose answer is lost is sent again by itself, and is one picture', async () => {
    await choose('#10c070', 'Ada in green');
    const before = await earlier().count();
    let sent = 0;
    await page.route(upload, async (route) => {
      sent += 1;
      if (sent > 1) return route.continue();
      // The server has it; the page never hears of that.
      await route.fetch();
      await route.abort('connectionreset');
    });
    await use();
    await page.getByText('Your new picture is shown.').waitFor();
    expect(sent).toBe(2);
    await page.unroute(upload);
    await earlier().nth(before).waitFor();
    expect(await earlier().count()).toBe(before + 1);
    expect(await colourOf(page, 'img[alt="Ada in green"]')).toBe('green');
  });

  test('the link to a new picture is copied by keyboard from the notice that it is shown', async () => {
    await page.context().grantPermissions(['clipboard-read', 'clipboard-write'], { origin: site().url });
    const notice = page.getByRole('listitem').filter({ hasText: 'Your new picture is shown.' });
    await page.keyboard.press('Alt+t');
    await notice.getByRole('button', { name: 'Copy link' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('The link to your picture is copied.').waitFor();
    // What else it offers is there still.
    expect(await notice.getByRole('button', { name: 'Undo' }).count()).toBe(1);
    const link = await page.getByRole('group', { name: 'Link', exact: true }).textContent();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(link ?? '');
    await page.context().clearPermissions();
  });

  test('a network, a server or a session that fails is told in a sentence, and costs nothing', async () => {
    await choose('#b01060', 'Ada in red');
    await page.context().setOffline(true);
    await use();
    await dialog().getByText('No connection. Check your network and try again.').waitFor();
    await isKept('Ada in red');
    await page.context().setOffline(false);

    await page.route(upload, (route) => route.fulfill({ status: 500, json: failed }), { times: 1 });
    await use();
    await dialog().getByText('Something went wrong on our side. Try again.').waitFor();
    await isKept('Ada in red');

    await page.route(upload, (route) => route.fulfill({ status: 413, json: tooLarge }), { times: 1 });
    await use();
    await dialog().getByText('The file is too large. At most 10 MB, please.').waitFor();
    await isKept('Ada in red');

    await page.context().clearCookies();
    await use();
    const again = page.getByRole('dialog', { name: 'Sign in again' });
    await again.getByLabel('Password', { exact: true }).fill(password);
    await again.getByRole('button', { name: 'Sign in' }).click();
    await again.waitFor({ state: 'detached' });
    await isKept('Ada in red');
    await use();
    await dialog().waitFor({ state: 'detached' });
    expect(await colourOf(page, 'img[alt="Ada in red"]')).toBe('red');
  });

  test('where an answer is lost, the page soon shows what is so', async () => {
    const lose = (procedure: string) =>
      page.route(
        `**/trpc/${procedure}*`,
        async (route) => {
          await route.fetch();
          await route.abort('connectionreset');
        },
        { times: 1 },
      );
    const remove = page.getByRole('button', { name: 'Remove' });
    await lose('picture.remove');
    await remove.click();
    await page.getByText('No connection.').last().waitFor();
    await page.getByRole('img', { name: 'You have no picture yet' }).waitFor();
    await lose('picture.restore');
    await page.getByRole('button', { name: 'Use again: Ada in red' }).click();
    await remove.waitFor();
    expect(await colourOf(page, 'img[alt="Ada in red"]')).toBe('red');
  });

  test('a file that is too large for the server is told so before, and by it', async () => {
    const buffer = Buffer.alloc(11_000_000, 'not a picture');
    await pictureField(page).setInputFiles({ name: 'large.png', mimeType: 'image/png', buffer });
    await dialog().getByText('which is most likely too large').waitFor();
    await dialog().getByRole('button', { name: 'Try all the same' }).click();
    await dialog().getByRole('alert').getByText('The file is too large. At most 10 MB, please.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.context().close();
  });
}

const failed = { error: { message: 'Internal.', code: -32_603, data: { code: 'INTERNAL_SERVER_ERROR' } } };
const tooLarge = {
  error: {
    message: 'The file is too large. At most 10 MB, please.',
    code: -32_013,
    data: { code: 'PAYLOAD_TOO_LARGE', reason: 'too_many_bytes' },
  },
};
