import { expect, test } from 'bun:test';
import type { Locator, Page } from 'playwright-core';
import { allAreSeen } from './people-in-sight';
import { settle } from './screens';
import type { Site } from './site';

const crowd = 1000;
const handleOf = (number: number) => `person-${String(number).padStart(4, '0')}`;

/** A directory of more people than anyone would want in a page at once; they are made up here, as the server would list them. */
export function testDirectory(site: () => Site): void {
  const card = (page: Page, number: number) => page.getByRole('link', { name: `@${handleOf(number)}` });
  const hasFocus = (locator: Locator) => locator.and(locator.page().locator(':focus')).waitFor();
  const topOf = async (locator: Locator) => Math.round((await locator.boundingBox())?.y ?? Number.NaN);

  test('everyone is reached, few are in the page at once, and Back leads to where one was', async () => {
    const page = await site().visitor({ viewport: { width: 390, height: 844 } });
    const asked = await answerWithCrowd(page);
    await page.goto('/people');
    await settle(page);
    expect(await page.getByRole('link', { name: 'People' }).getAttribute('aria-current')).toBe('page');
    // Rows higher than most, so that a guess of where someone was would be wrong.
    await page.evaluate(() => document.documentElement.style.setProperty('font-size', '130%'));
    while (!(await page.getByText(`${crowd} people`, { exact: true }).isVisible())) await page.keyboard.press('End');
    await page.keyboard.press('End');
    await card(page, crowd - 1).waitFor();
    const last = page.getByRole('listitem').last();
    expect(await last.getAttribute('aria-posinset')).toBe(`${crowd}`);
    expect(await last.getAttribute('aria-setsize')).toBe(`${crowd}`);
    expect(await page.getByRole('listitem').count()).toBeLessThan(150);

    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight * 0.9));
    const someone = card(page, crowd * 0.9);
    // Brings them into sight, as the click would.
    await someone.hover();
    const before = await topOf(someone);
    asked.length = 0;
    await someone.click();
    await page.getByRole('heading', { name: 'Nobody here' }).waitFor();
    await page.goBack();
    await someone.waitFor();
    await page.waitForFunction(() => scrollY > 0);
    expect(await topOf(someone)).toBe(before);
    expect(asked).toEqual([]);
    await page.context().close();
  });

  test('who comes Back after a while sees whoever is there by then, on every page that was loaded', async () => {
    const page = await site().visitor({ viewport: { width: 390, height: 844 } });
    let isGone = false;
    const asked = await answerWithCrowd(page, (number) => !isGone || (number !== 1 && number !== 26));
    await page.goto('/people');
    await settle(page);
    // Once: from the end of both pages a third would be asked for.
    await page.evaluate(() => scrollTo(0, document.documentElement.scrollHeight));
    await card(page, 26).waitFor();
    expect(asked).toEqual(['null', handleOf(23)]);
    await card(page, 26).click();
    await page.getByRole('heading', { name: 'Nobody here' }).waitFor();
    isGone = true;
    asked.length = 0;
    // Two pages are held for five seconds.
    await page.waitForTimeout(5100);
    const secondPage = page.waitForResponse((response) => response.url().includes(handleOf(23)));
    await page.goBack();
    await secondPage;
    await card(page, 26).waitFor({ state: 'detached' });
    expect(asked).toEqual(['null', handleOf(23)]);
    await page.context().close();
  });

  test('who is scrolled past in haste is not asked for, and who is in sight in the end has their picture', async () => {
    const page = await site().visitor({ viewport: { width: 1280, height: 844 } });
    await answerWithCrowd(page, undefined, crowd);
    const pictured = new Set<string>();
    page.on('request', (request) => {
      if (request.resourceType() === 'image') pictured.add(request.url());
    });
    await page.goto('/people');
    await page.waitForFunction(allAreSeen);
    const atFirst = pictured.size;
    expect(atFirst).toBeGreaterThan(10);
    const session = await page.context().newCDPSession(page);
    // Past some five hundred, seven windows a second.
    await session.send('Input.synthesizeScrollGesture', {
      ...{ x: 640, y: 422, yDistance: -20_000, speed: 6000 },
      ...{ gestureSourceType: 'mouse', preventFling: true },
    });
    await page.waitForFunction(allAreSeen);
    expect(await page.evaluate(() => scrollY)).toBeGreaterThan(19_000);
    expect(pictured.size - atFirst).toBeLessThan(200);
    await page.context().close();
  });

  test('the picture of someone who is gone from the page before it came is no longer waited for', async () => {
    const page = await site().visitor({ viewport: { width: 1280, height: 844 } });
    await answerWithCrowd(page, undefined, crowd);
    const awaited = new Set<string>();
    await page.route('**/profile/*/picture?*', (route) => void awaited.add(route.request().url()));
    page.on('requestfailed', (request) => awaited.delete(request.url()));
    await page.goto('/people');
    await card(page, 0).waitFor();
    while (awaited.size < 12) await page.waitForTimeout(20);
    const first = [...awaited];
    await page.evaluate(() => scrollTo(0, 20_000));
    await card(page, 500).waitFor();
    while (first.some((url) => awaited.has(url))) await page.waitForTimeout(20);
    expect(awaited.size).toBeGreaterThan(0);
    await page.context().close();
  });

  test('the keyboard goes from card to card, and whoever has the focus keeps it out of sight', async () => {
    const page = await site().visitor({ viewport: { width: 390, height: 844 } });
    await answerWithCrowd(page);
    await page.goto('/people');
    await settle(page);
    await card(page, 0).focus();
    // More than are in the page at first.
    for (let number = 1; number < 40; number += 1) {
      await page.keyboard.press('Tab');
      await hasFocus(card(page, number));
    }
    expect(await page.getByRole('listitem').first().getAttribute('aria-posinset')).not.toBe('1');
    await page.evaluate(() => scrollBy(0, 5000));
    await card(page, 80).waitFor();
    await hasFocus(card(page, 39));
    expect(await card(page, 50).count()).toBe(0);
    // Back over it, and far beyond, where the card changes its place among the others.
    await page.evaluate(() => scrollTo(0, 0));
    await card(page, 0).waitFor();
    await hasFocus(card(page, 39));
    await page.evaluate(() => scrollTo(0, 39 * 120));
    await card(page, 36).waitFor();
    await hasFocus(card(page, 39));
    await page.evaluate(() => scrollBy(0, 5000));
    await card(page, 80).waitFor();
    await hasFocus(card(page, 39));
    // And goes on among those who are in the page.
    await page.keyboard.press('Tab');
    await page.waitForFunction(() => Number(document.activeElement?.closest('li')?.ariaPosInSet) > 51);
    await page.context().close();
  });

  test('when whoever had the focus is gone from the directory, it is not drawn back to the list later', async () => {
    const page = await site().visitor({ viewport: { width: 390, height: 844 } });
    let isGone = false;
    await answerWithCrowd(page, (number) => !isGone || number !== 2);
    await page.goto('/people');
    await card(page, 2).focus();
    isGone = true;
    // Held for five seconds, then asked for anew when the window is looked at again.
    await page.waitForTimeout(5100);
    await page.evaluate(() => dispatchEvent(new Event('visibilitychange')));
    await card(page, 2).waitFor({ state: 'detached' });
    await card(page, 4).focus();
    await page.getByRole('searchbox').focus();
    await page.evaluate(() => scrollTo(0, 5000));
    await card(page, 20).waitFor();
    await hasFocus(page.getByRole('searchbox'));
    await page.context().close();
  });
}

/** Answers as `profile.list` does, with this crowd, or those of it who are there, and at least so many at once; what was asked for is noted. */
async function answerWithCrowd(page: Page, isThere = (_number: number) => true, atLeast = 0): Promise<string[]> {
  const asked: string[] = [];
  await page.route('**/trpc/profile.list*', (route) => {
    const { searchParams } = new URL(route.request().url());
    const input = JSON.parse(searchParams.get('input') ?? '{}') as { 0?: Asked } & Asked;
    const { cursor = null, limit = 24 } = input[0] ?? input;
    asked.push(`${cursor}`);
    const from = cursor === null ? 0 : Number(cursor.slice('person-'.length)) + 1;
    const numbers = Array.from(
      { length: Math.min(Math.max(limit, atLeast), crowd - from) },
      (_, index) => from + index,
    );
    const items = numbers.filter(isThere).map(someone);
    const nextCursor = from + numbers.length < crowd ? handleOf(from + numbers.length - 1) : null;
    const answer = { result: { data: { items, nextCursor } } };
    return route.fulfill({ json: input[0] ? [answer] : answer });
  });
  return asked;
}

interface Asked {
  cursor?: string | null;
  limit?: number;
}

function someone(number: number) {
  const then = '2026-01-01T00:00:00.000Z';
  return {
    ...{ id: `person${number}`, handle: handleOf(number), displayName: `Person ${number}`, pronouns: '', location: '' },
    // A row of people who say nothing of themselves is as high as one of people who do.
    bio: number % 7 < 4 ? 'Makes maps.' : '',
    ...{ website: '', visibility: 'public', revision: 1, createdAt: then, updatedAt: then, picture: null },
  };
}
