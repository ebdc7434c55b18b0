import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { tooWide } from './axe';
import type { PopulatedSite } from './populated-site';
import { addressedScreens, settle } from './screens';

/** As long as they may be, of letters that go either way, or that have no place to break. */
const longest = {
  displayName: 'Wolfeschlegelsteinhausenbergerdorff ليلى نועה '.repeat(2).slice(0, 80),
  handle: 'wwwwwwwwwwwwwwwwwwwwwwwwwwwwww',
  pronouns: 'W'.repeat(40),
  location: 'W'.repeat(80),
  website: `https://${'w'.repeat(60)}.example.org/${'w'.repeat(120)}`,
  bio: `${'W'.repeat(300)} ${'دوائر '.repeat(30)}`.slice(0, 500),
};

const windows = {
  'a small phone': { width: 320, height: 640 },
  'a window at 200 %': { width: 640, height: 400 },
  'a 4K screen': { width: 3840, height: 2160 },
} as const;

/** Every screen in small, large and zoomed windows, in either direction of writing, with people whose words are as long as can be. */
export function testLayout(site: () => PopulatedSite): void {
  for (const [name, viewport] of Object.entries(windows)) {
    test(`nothing is cut off or wider than ${name}, from left to right or from right to left`, async () => {
      const problems: string[] = [];
      await Promise.all(
        (['visitor', 'member'] as const).map(async (who) => {
          const page = await site().visitorOf({ who }, { viewport });
          await lengthen(page);
          for (const screen of addressedScreens.filter((each) => each.who === who)) {
            await page.goto(screen.path);
            await settle(page);
            for (const direction of ['ltr', 'rtl'] as const) {
              await turn(page, direction);
              const found = [...(await tooWide(page)), ...(await cutOff(page)), ...(await tooFar(page))];
              problems.push(...found.map((each) => `${screen.name}, ${direction}: ${each}`));
            }
          }
          await page.context().close();
        }),
      );
      expect(problems).toEqual([]);
    }, 120_000);
  }

  test('a page from right to left is the mirror of one from left to right', async () => {
    const page = await site().visitor({ viewport: { width: 1280, height: 800 } });
    await page.goto('/people');
    await settle(page);
    const places = () =>
      page.evaluate(() =>
        ['header img', 'h1', 'input[type=search]', 'main li:nth-child(1) img', 'main li:nth-child(2) img'].map(
          (each) => {
            const { left = 0, right = 0 } = document.querySelector(each)?.getBoundingClientRect() ?? {};
            return { left, right };
          },
        ),
      );
    await turn(page, 'ltr');
    const before = await places();
    const width = await page.evaluate(() => document.documentElement.clientWidth);
    await turn(page, 'rtl');
    const mirrored = before.map(({ left, right }) => ({ left: width - right, right: width - left }));
    // The scroll bar's room changes its side as well.
    const after = await places();
    const shift = (after[0]?.left ?? 0) - (mirrored[0]?.left ?? 0);
    for (const [index, { left }] of after.entries()) expect(left - (mirrored[index]?.left ?? 0)).toBeCloseTo(shift, 0);
    await page.context().close();
  });

  test('a name is cut at its own end, and begins where everything around it does', async () => {
    const page = await site().visitor({ viewport: { width: 390, height: 844 } });
    for (const [handle, isRtl] of [
      ['layla', true],
      ['noa-barak', true],
      ['amara', false],
    ] as const) {
      await page.goto(`/people?q=${handle}`);
      await settle(page);
      const found = await page.locator('main li').evaluate((card) => {
        const name = card.querySelector<HTMLElement>('[dir=auto]');
        const picture = card.querySelector('img')?.getBoundingClientRect();
        if (!name || !picture) throw new Error('No card.');
        const text = document.createRange();
        text.selectNodeContents(name);
        const { direction } = getComputedStyle(name);
        // From the picture to the first letter, wherever the line ends.
        return { direction, gap: Math.round(text.getBoundingClientRect().left - picture.right) };
      });
      expect({ handle, ...found }).toEqual({ handle, direction: isRtl ? 'rtl' : 'ltr', gap: 16 });
    }
    await page.context().close();
  });
}

/** Everyone who is asked for has the longest words. */
async function lengthen(page: Page): Promise<void> {
  await page.route(/\/trpc\/profile\./, async (route) => {
    const response = await route.fetch();
    const body = (await response.json()) as Answered | Answered[];
    for (const { result } of [body].flat()) {
      const people = result?.data?.items ?? (result?.data ? [result.data] : []);
      for (const person of people) Object.assign(person, longest);
    }
    await route.fulfill({ response, json: body });
  });
}

interface Answered {
  result?: { data?: { items?: object[] } };
}

async function turn(page: Page, direction: 'ltr' | 'rtl'): Promise<void> {
  await page.evaluate((dir) => {
    const { documentElement: root } = document;
    root.dir = dir;
    // Laid out from nothing, as a page that comes this way is: Chromium may keep a margin on the side where it was.
    root.hidden = true;
    root.getBoundingClientRect();
    root.hidden = false;
  }, direction);
}

/** Words of which a part can't be seen, though nothing says so; a line for each. */
function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, header *')]
      .filter((element) => {
        const { overflowX, textOverflow, clipPath, position } = getComputedStyle(element);
        const isMeant = textOverflow === 'ellipsis' || clipPath !== 'none' || position === 'absolute';
        const hasWords = [...element.childNodes].some(
          (node) => node.nodeType === Node.TEXT_NODE && node.nodeValue?.trim(),
        );
        return (
          hasWords &&
          !isMeant &&
          overflowX !== 'auto' &&
          element.scrollWidth > element.clientWidth + 1 &&
          element.clientWidth > 0
        );
      })
      .map((element) => `cut off: ${element.outerHTML.slice(0, 120)}`),
  );
}

/** What stands beyond the column of the page, and lines that nobody can follow; a line for each. */
function tooFar(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const rem = Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
    const { clientWidth } = document.documentElement;
    const { left: start } = document.body.getBoundingClientRect();
    const centre = start + clientWidth / 2;
    return [...document.querySelectorAll<HTMLElement>('main *')].flatMap((element) => {
      const { left, right, width } = element.getBoundingClientRect();
      // Of words that end in dots only what is seen counts.
      if (element.childElementCount > 0 || width === 0 || element.closest('.truncate, code')) return [];
      const isWithin = Math.max(right - centre, centre - left) <= 36 * rem + 1;
      return isWithin && (element.tagName !== 'P' || width <= 60 * rem)
        ? []
        : [`too far out: ${element.outerHTML.slice(0, 120)}`];
    });
  });
}
