import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { settingsPerson } from './settings';
import { password, type Site, signIn, uploadPhoto } from './site';

const next = 'idris.next@example.org';
const newPassword = 'another horse, another battery';
const iphone =
  'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1';

const { email } = settingsPerson;

/** What people do with their account, from its address to its end: that of who tried the settings before, since sign-ups are limited. */
export function testAccount(site: () => Site): void {
  let page: Page;
  const press = (name: string) => page.getByRole('button', { name, exact: true }).click();
  const open = async (section: string) => {
    await page.goto(`/settings/${section}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  test('an address is verified by the link in the mail, which is sent again when asked', async () => {
    page = await site().visitor();
    await signIn(page, email);
    await page.getByRole('button', { name: /^Account of/ }).click();
    await page.getByRole('menuitem', { name: 'Settings' }).click();
    await page.waitForURL('**/settings/account');
    // As anyone could make it, to be believed.
    await page.goto('/settings/account?link=verified');
    await page.getByText('Not verified yet').waitFor();
    expect(await page.getByText('Thank you').count()).toBe(0);
    const first = await site().linkTo(email);
    await press('Send the link again');
    await page.getByText(`A link is on its way to ${email}.`).waitFor();

    await page.goto(first.replace('token=', 'token=x'));
    await page.getByText('This link has expired or was used before.').waitFor();
    expect(new URL(page.url()).search).toBe('');
    await page.goto(await site().linkTo(email, 1));
    await page.getByText(`Thank you: ${email} is verified.`).waitFor();
    await page.getByText('Verified', { exact: true }).waitFor();
    expect(page.url()).toEndWith('/settings/account');
  });

  test('an address changes only once the link sent to the new one has been followed', async () => {
    const field = page.getByLabel('New address');
    await press('Change address');
    await page.getByText('This doesn’t look like an e-mail address.').waitFor();
    await field.fill(email.toUpperCase());
    await press('Change address');
    await page.getByText('This is your address already.').waitFor();
    await field.fill(next);
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('dialog', { name: 'Leave without saving?' }).waitFor();
    await press('Stay here');
    await press('Change address');
    await page.getByText(`If ${next} can be used, a link is on its way there.`).waitFor();
    expect(await field.inputValue()).toBe('');
    await page.reload();
    await page.getByText('Verified', { exact: true }).waitFor();
    expect(await page.getByText(next).count()).toBe(0);
    await page.goto(await site().linkTo(next));
    await page.getByText(`Your address is now ${next}.`).waitFor();
    await page.getByText('Verified', { exact: true }).waitFor();
  });

  test('a password is changed with the present one, and says at each field what is wrong', async () => {
    await open('security');
    const [current, wanted] = [page.getByLabel('Present password'), page.getByLabel('New password')];
    await press('Change password');
    await page.getByText('Type your present password.').waitFor();
    await current.fill('not this one');
    await wanted.fill('short');
    await press('Change password');
    await page.getByText('Use at least 8 characters.').waitFor();
    await wanted.fill(newPassword);
    await press('Change password');
    await page.getByText('This is not your present password.').waitFor();
    expect(await current.evaluate((element) => element === document.activeElement)).toBe(true);

    const phone = await signInElsewhere(site(), next, password);
    await current.fill(password);
    await page.getByRole('switch', { name: 'Sign out everywhere else' }).uncheck();
    await press('Change password');
    await page.getByText('Your password is changed.', { exact: true }).waitFor();
    expect(await current.inputValue()).toBe('');
    expect(await isSignedIn(site(), phone)).toBe(true);

    await current.fill(newPassword);
    await wanted.fill(password);
    await page.getByRole('switch', { name: 'Sign out everywhere else' }).check();
    await press('Change password');
    await page.getByText('Your password is changed, and you are signed out everywhere else.').waitFor();
    expect(await isSignedIn(site(), phone)).toBe(false);
    await page.getByText('You are signed in nowhere else.').waitFor();
  });

  test('sessions are listed in words, this one marked, and ended one by one or all but this', async () => {
    const phones: string[] = [];
    for (let count = 0; count < 3; count += 1) {
      phones.push(await signInElsewhere(site(), next, password));
    }
    const stored = await watchStorage(page);
    await page.reload();
    const entries = page.getByRole('main').getByRole('listitem').filter({ hasText: 'Signed in' });
    await entries.nth(3).waitFor();
    expect(await entries.count()).toBe(4);
    expect(await entries.first().textContent()).toMatch(/^Chrome on Linux.*This browser/);
    expect(await entries.first().getByRole('button').count()).toBe(0);
    expect(await entries.nth(1).textContent()).toStartWith('Safari on iPhone');

    await entries.nth(1).getByRole('button', { name: 'Sign out Safari on iPhone' }).click();
    await page.getByText('Safari on iPhone is signed out.').waitFor();
    expect(await entries.count()).toBe(3);
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Where you are signed in');
    // The newest is the first after this one.
    expect(await Promise.all(phones.map((phone) => isSignedIn(site(), phone)))).toEqual([true, true, false]);
    await press('Sign out everywhere else');
    await page.getByText('You are signed in nowhere else.').waitFor();
    expect(await Promise.all(phones.map((phone) => isSignedIn(site(), phone)))).toEqual([false, false, false]);
    expect(await entries.count()).toBe(1);

    const { tokens, shown } = await stored();
    expect(tokens.length).toBeGreaterThan(3);
    for (const token of tokens) expect(shown).not.toContain(token);
  });

  test('an older session asks for the password before it shows the others, and is replaced', async () => {
    let isOld = true;
    await page.route('**/api/auth/list-sessions', (route) =>
      isOld ? route.fulfill({ status: 403, json: { code: 'SESSION_NOT_FRESH', message: '' } }) : route.continue(),
    );
    page.on('response', (response) => {
      if (response.url().endsWith('/api/auth/sign-in/email') && response.ok()) isOld = false;
    });
    await page.reload();
    await page.getByText('You signed in here more than a day ago.').waitFor();
    const field = page.getByRole('textbox', { name: 'Password', exact: true });
    await field.fill('not this one');
    await press('Show the list');
    await page.getByText('This is not your password.').waitFor();
    await field.fill(password);
    await press('Show the list');
    await page.getByText('You are signed in nowhere else.').waitFor();
    await page.unroute('**/api/auth/list-sessions');
  });

  test('everything held about someone is saved as one file', async () => {
    await page.goto('/me');
    await uploadPhoto(page, '#c02020');
    const handle = await page.getByLabel('Handle').inputValue();
    await open('data');
    const [download] = await Promise.all([page.waitForEvent('download'), press('Download my data')]);
    expect(download.suggestedFilename()).toMatch(new RegExp(`^visage-${handle}-\\d{4}-\\d\\d-\\d\\d\\.json$`));
    const text = await Bun.file(await download.path()).text();
    expect(() => JSON.parse(text)).not.toThrow();
    for (const held of [handle, next]) expect(text).toContain(held);
    await page.getByText(`Saved as ${download.suggestedFilename()}.`).waitFor();
  });

  test('an account is erased once its handle, and where asked its password, has been typed', async () => {
    await open('data');
    await press('Delete my account…');
    const question = page.getByRole('dialog', { name: 'Delete your account?' });
    await question.getByText('A browser that has already shown your picture may keep it for up to a year').waitFor();
    const handle = /@\S+/.exec((await question.textContent()) ?? '')?.[0] ?? '';
    await question.getByRole('button', { name: 'Delete for good' }).click();
    await question.getByText('Type your handle as it is').waitFor();
    await page.keyboard.press('Escape');
    await question.waitFor({ state: 'detached' });
    await press('Delete my account…');

    // As for a session older than a day; what follows is the server's own answer.
    await page.route('**/trpc/account.delete*', (route) => route.fulfill({ status: 403, json: [passwordRequired] }), {
      times: 1,
    });
    await question.getByLabel(`Type ${handle.slice(1)} to confirm`).fill(handle.toUpperCase());
    await page.keyboard.press('Enter');
    const field = question.getByLabel('Password', { exact: true });
    await field.fill('not this one');
    await page.keyboard.press('Enter');
    await question.getByText('This is not your password.').waitFor();
    await field.fill(password);
    await page.keyboard.press('Enter');
    await page.getByText('Your account and everything in it is erased.').waitFor();
    expect(new URL(page.url()).pathname).toBe('/');
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
    await page.reload();
    await page.getByRole('banner').getByRole('link', { name: 'Sign in' }).waitFor();
    expect(await page.getByText('is erased').count()).toBe(0);
    await page.goto(`/${handle}`);
    await page.getByRole('heading', { name: 'Nobody here' }).waitFor();
    await page.context().close();
  });
}

/** What the server answers to who asks to be erased in an older session. */
export const passwordRequired = {
  error: { message: 'Type your password.', code: -32_003, data: { code: 'FORBIDDEN', reason: 'password_required' } },
};

/** Signs in with another device; answers its cookie. */
async function signInElsewhere({ url }: Site, address: string, secret: string): Promise<string> {
  const answered = await fetch(`${url}/api/auth/sign-in/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url, 'user-agent': iphone },
    body: JSON.stringify({ email: address, password: secret }),
  });
  return answered.headers.getSetCookie()[0]?.split(';', 1)[0] ?? '';
}

async function isSignedIn({ url }: Site, cookie: string): Promise<boolean> {
  return (await fetch(`${url}/trpc/profile.me`, { headers: { cookie } })).ok;
}

/** The secrets that come with the list of sessions, and everything a page shows or keeps. */
async function watchStorage(page: Page) {
  const tokens: string[] = [];
  page.on('response', async (response) => {
    if (!response.url().endsWith('/list-sessions') || !response.ok()) return;
    const sessions = (await response.json().catch(() => [])) as { token: string }[];
    tokens.push(...sessions.map(({ token }) => token));
  });
  return async () => ({
    tokens,
    shown: await page.evaluate(
      () => document.documentElement.outerHTML + JSON.stringify([{ ...localStorage }, { ...sessionStorage }]),
    ),
  });
}
