import type { Locator, Page } from 'playwright-core';
import type { PopulatedSite, Who } from '../e2e/populated-site';
import { isStill, settle, stillness } from '../e2e/screens';
import { pictureField } from '../e2e/site';
import { type Measure, median, spreadOf } from './finding';
import { slowDown, slowestPaint } from './slow-page';
import { viewports } from './viewports';

const runs = 5;
/** Milliseconds. */
const longest = 100;

interface Interaction {
  name: string;
  who: Who;
  path: string;
  /** What a finger taps, one after the other; what counts is the last. */
  taps?: readonly ((page: Page) => Locator)[];
  /** Before keys are pressed. */
  prepare?(page: Page, site: PopulatedSite): Promise<void>;
  /** What has the focus, and the keys that are pressed one after the other. */
  type?: { into(page: Page): Locator; keys: readonly string[] };
  /** Until what it leads to is there; without taps or keys, what is done. */
  seen(page: Page, site: PopulatedSite): Promise<void>;
}

/** Milliseconds between two keys of someone who types fast. */
const pause = 60;

async function openCropper(page: Page, { photo }: PopulatedSite): Promise<void> {
  await pictureField(page).setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo });
  await page.getByRole('application').waitFor();
}

/** What people do most, and what costs the page most. */
const interactions: readonly Interaction[] = [
  {
    name: 'open the account menu',
    who: 'member',
    path: '/people',
    taps: [(page) => page.getByRole('button', { name: 'Account of' })],
    seen: (page) => page.getByText('Sign out').waitFor(),
  },
  {
    name: 'choose the dark theme',
    who: 'visitor',
    path: '/people',
    taps: [(page) => page.getByRole('button', { name: 'Theme' }), (page) => page.getByText('Dark')],
    seen: (page) => page.locator('html[data-theme=dark]').waitFor(),
  },
  {
    name: 'search for someone',
    who: 'visitor',
    path: '/people',
    type: { into: (page) => page.getByRole('searchbox'), keys: [...'mara'] },
    seen: (page) => page.getByText('1 person').waitFor(),
  },
  {
    name: 'open someone’s page',
    who: 'visitor',
    path: '/people',
    taps: [(page) => page.getByRole('link', { name: 'Amara' })],
    async seen(page) {
      await page.getByRole('heading', { level: 1, name: 'Amara' }).waitFor();
      await settle(page);
    },
  },
  {
    name: 'type in a field',
    who: 'member',
    path: '/me',
    type: { into: (page) => page.getByRole('textbox', { name: 'About you' }), keys: [...'Hello'] },
    seen: (page) => page.getByText('You have unsaved changes.').waitFor(),
  },
  { name: 'choose a file, which opens the cropper', who: 'member', path: '/me', seen: openCropper },
  {
    name: 'zoom in the cropper',
    who: 'member',
    path: '/me',
    prepare: openCropper,
    type: { into: (page) => page.getByRole('application'), keys: [...'+++++'] },
    seen: (page) => page.getByText('161').first().waitFor(),
  },
  {
    name: 'ask to erase a picture, which opens a dialog',
    who: 'member',
    path: '/me',
    taps: [(page) => page.getByRole('button', { name: 'Erase' }).first()],
    seen: (page) => page.getByRole('dialog').waitFor(),
  },
];

/** How long people wait to see what they did, on a phone whose processor is six times slower than this one. */
export const interaction: Measure = {
  name: 'interaction',
  async *run(site) {
    yield {
      name: 'interaction: press the button of a page that has nothing else',
      figure: spreadOf(await repeated(() => waitForLeast(site)), ' ms'),
      bound: 'what this machine takes by itself',
      holds: null,
    };
    for (const each of interactions) {
      const spots = await rehearse(each, site);
      const waits = await repeated(() => (spots.length > 0 ? waitForTap(each, spots, site) : waitFor(each, site)));
      yield {
        name: `interaction: ${each.name}`,
        figure: spreadOf(waits, ' ms'),
        bound: `< ${longest} ms`,
        holds: median(waits) < longest,
      };
    }
  },
};

async function repeated(wait: () => Promise<number>): Promise<number[]> {
  const waits: number[] = [];
  for (let run = 0; run < runs; run += 1) waits.push(await wait());
  return waits;
}

/** The least that an interaction can cost here: without it nobody knows whether a long wait is the app's or the machine's. */
async function waitForLeast(site: PopulatedSite): Promise<number> {
  const page = await openPhone('visitor', site);
  await page.setContent('<button style="width: 200px; height: 200px" onclick="this.textContent = 2">1</button>');
  await slowDown(page);
  await tap(page, { x: 100, y: 100 });
  const wait = await slowestPaint(page);
  await page.context().close();
  return wait;
}

/** Where a finger taps, and how far the page is scrolled then. */
interface Spot {
  x: number;
  y: number;
  scrollY: number;
}

/** Finds out where the taps go, and that they lead where they should. */
async function rehearse({ who, path, taps = [], seen }: Interaction, site: PopulatedSite): Promise<Spot[]> {
  if (taps.length === 0) return [];
  const page = await openPhone(who, site);
  await page.goto(path);
  await settle(page);
  const spots: Spot[] = [];
  for (const find of taps) {
    const target = find(page);
    await target.scrollIntoViewIfNeeded();
    await stillness(page);
    const box = await target.boundingBox();
    if (!box) throw new Error('Nothing is there to be tapped.');
    const [x, y] = [box.x + box.width / 2, box.y + box.height / 2];
    spots.push({ x, y, scrollY: await page.evaluate(() => window.scrollY) });
    await tap(page, { x, y });
  }
  await seen(page, site);
  await page.context().close();
  return spots;
}

/** On a page in which nothing has been looked for: what Playwright finds elements with stays there, and hears each press before the app does. */
async function waitForTap({ who, path, seen }: Interaction, spots: readonly Spot[], site: PopulatedSite) {
  const page = await openPhone(who, site);
  await page.goto(path);
  for (const [at, { x, y, scrollY }] of spots.entries()) {
    await calm(page);
    await page.evaluate((top) => window.scrollTo(0, top), scrollY);
    await calm(page);
    if (at === spots.length - 1) await slowDown(page);
    await tap(page, { x, y });
  }
  const wait = await slowestPaint(page);
  await seen(page, site);
  await page.context().close();
  return wait;
}

/** Milliseconds for which a finger rests. */
const rest = 80;

async function tap(page: Page, { x, y }: Pick<Spot, 'x' | 'y'>): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: [{ x, y }] });
  await page.waitForTimeout(rest);
  await session.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
  await session.detach();
}

/** Until a screen is there, and some time after that nothing loads or moves. */
async function calm(page: Page): Promise<void> {
  for (let still = 0; still < 3; ) {
    await page.waitForTimeout(100);
    still =
      (await page.evaluate(isStill)) && (await page.evaluate(() => document.querySelector('h1') !== null))
        ? still + 1
        : 0;
  }
}

/** What is done with keys, or by choosing a file. */
async function waitFor({ who, path, prepare, type, seen }: Interaction, site: PopulatedSite): Promise<number> {
  const page = await openPhone(who, site);
  await page.goto(path);
  await settle(page);
  await prepare?.(page, site);
  const field = type?.into(page);
  await field?.scrollIntoViewIfNeeded();
  await field?.focus();
  await stillness(page);
  await slowDown(page);
  for (const key of type?.keys ?? []) {
    await page.keyboard.press(key);
    await page.waitForTimeout(pause);
  }
  await seen(page, site);
  const wait = await slowestPaint(page);
  await page.context().close();
  return wait;
}

/** With all that moves, too. */
function openPhone(who: Who, site: PopulatedSite): Promise<Page> {
  return site.visitorOf({ who }, { viewport: viewports[0], hasTouch: true, reducedMotion: 'no-preference' });
}
