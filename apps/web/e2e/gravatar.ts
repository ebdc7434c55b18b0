import { afterAll, beforeAll, expect, test } from 'bun:test';
import type { BrowserContextOptions } from 'playwright-core';
import { problemsOf } from './axe';
import { layoutShiftOf } from './layout-shift';
import { settle } from './screens';
import { colourOf, drawPhoto, openSite, password, type Site, signUp } from './site';

/** Taking over one's Gravatar, where the operator allows it: on a site of its own, beside a Gravatar of its own. */
export function testGravatar(site: () => Site): void {
  const email = 'jun@example.org';
  let allowing: Site;
  let gravatar: Bun.Server<undefined>;
  let file: Buffer | null = null;
  const asked: string[] = [];
  const phone = { width: 390, height: 844 };
  let storageState: BrowserContextOptions['storageState'];

  beforeAll(async () => {
    gravatar = Bun.serve({
      port: 0,
      hostname: '127.0.0.1',
      fetch: ({ url }) => {
        asked.push(new URL(url).pathname);
        return file ? new Response(new Uint8Array(file)) : new Response('Not found', { status: 404 });
      },
    });
    allowing = await openSite({ gravatar: gravatar.url.origin });
  }, 60_000);
  afterAll(async () => {
    await allowing?.close();
    await gravatar?.stop(true);
  }, 30_000);

  test('a Gravatar is taken over once the address is verified, and can be taken back', async () => {
    const page = await allowing.visitor({ viewport: phone });
    await signUp(page, 'Jun Park', email);
    await page.getByText('You can use your Gravatar once your e-mail address is verified.').waitFor();
    await settle(page);
    expect(await problemsOf(page)).toEqual([]);
    await page.getByRole('link', { name: 'Verify it in settings' }).click();
    await page.waitForURL('**/settings/account');
    await page.goto(await allowing.linkTo(email));
    await page.getByText(`Thank you: ${email} is verified.`).waitFor();
    await page.goto('/me');
    const take = page.getByRole('button', { name: 'Use my Gravatar' });
    await take.click();
    await page.getByText('Gravatar has no picture for your address.').waitFor();
    file = await drawPhoto(page, '#20a020');
    await take.click();
    await page.getByText('Your picture is shown.').waitFor();
    expect(await colourOf(page, 'img[alt="Your current picture"]')).toBe('green');
    const hash = new Bun.CryptoHasher('sha256').update(email).digest('hex');
    expect(asked).toEqual([`/avatar/${hash}`, `/avatar/${hash}`]);
    await take.click();
    await page.getByText('This is the picture you have already.').waitFor();
    file = await drawPhoto(page, '#2020c0');
    await take.click();
    await page.getByText('Your new picture is shown.').waitFor();
    const undo = page.getByRole('button', { name: 'Undo' }).last();
    // It stays for as long as someone is at it.
    await undo.hover();
    expect(await colourOf(page, 'img[alt="Your current picture"]')).toBe('blue');
    await settle(page);
    expect(await problemsOf(page)).toEqual([]);
    await undo.click();
    await page.getByText('Your earlier picture is back.').waitFor();
    expect(await colourOf(page, 'img[alt="Your current picture"]')).toBe('green');
    expect(allowing.complaints).toEqual([]);
    storageState = await page.context().storageState();
    await page.context().close();
  });

  test('the way to a Gravatar moves nothing when it comes late', async () => {
    for (const viewport of [phone, { width: 1280, height: 800 }]) {
      const page = await allowing.visitor({ viewport, storageState });
      const { score, moved } = await layoutShiftOf(page, { path: '/me' });
      await page.getByRole('button', { name: 'Use my Gravatar' }).waitFor();
      expect({ score, moved }).toEqual({ score: 0, moved: [] });
      await page.context().close();
    }
  });

  test('where the operator doesn’t allow it, nothing speaks of Gravatar', async () => {
    const page = await site().visitor();
    await page.goto('/sign-in?next=/me');
    await page.getByLabel('E-mail address').fill('ada@example.org');
    await page.getByLabel('Password', { exact: true }).fill(password);
    const told = page.waitForResponse(/site\.settings/);
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await told;
    await settle(page);
    expect(await page.getByText('Gravatar').count()).toBe(0);
    await page.context().close();
  });
}
