import type { Locator, Page } from 'playwright-core';
import type { PopulatedSite, Who } from '../e2e/populated-site';
import { settle, stillness } from '../e2e/screens';
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
  /** Before anything counts. */
  prepare?(page: Page, site: PopulatedSite): Promise<void>;
  /** What a finger taps. */
  tap?(page: Page): Locator;
  /** What has the focus, and the keys that are pressed one after the other. */
  type?: { into(page: Page): Locator; keys: readonly string[] };
  /** Until what it leads to is there; without a tap or keys, what is done. */
  seen?(page: Page, site: PopulatedSite): Promise<void>;
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
    tap: (page) => page.getByRole('button', { name: 'Account of' }),
    seen: (page) => page.getByText('Sign out').waitFor(),
  },
  {
    name: 'choose the dark theme',
    who: 'visitor',
    path: '/people',
    prepare: (page) => page.getByRole('button', { name: 'Theme' }).click(),
    tap: (page) => page.getByText('Dark'),
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
    tap: (page) => page.getByRole('link', { name: 'Amara' }),
    async seen(page) {
      await page.waitForURL('**/@amara');
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
    tap: (page) => page.getByRole('button', { name: 'Erase' }).first(),
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
      const waits = await repeated(() => waitFor(each, site));
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
  await page.setContent('<button onclick="this.textContent = 2">1</button>');
  const act = await readied(page, { tap: () => page.getByRole('button') });
  await slowDown(page);
  await act();
  const wait = await slowestPaint(page);
  await page.context().close();
  return wait;
}

async function waitFor(interaction: Interaction, site: PopulatedSite): Promise<number> {
  const page = await openPhone(interaction.who, site);
  await page.goto(interaction.path);
  await settle(page);
  await interaction.prepare?.(page, site);
  const act = await readied(page, interaction);
  await stillness(page);
  await slowDown(page);
  await act();
  await interaction.seen?.(page, site);
  const wait = await slowestPaint(page);
  await page.context().close();
  return wait;
}

/** With all that moves, too. */
function openPhone(who: Who, site: PopulatedSite): Promise<Page> {
  return site.visitorOf({ who }, { viewport: viewports[0], hasTouch: true, reducedMotion: 'no-preference' });
}

/** Finds out where to tap or type, by scripts in the page that nobody else runs; what is left is what a finger does. */
async function readied(page: Page, { tap, type }: Pick<Interaction, 'tap' | 'type'>): Promise<() => Promise<void>> {
  const target = (tap ?? type?.into)?.(page);
  await target?.scrollIntoViewIfNeeded();
  await stillness(page);
  const box = await target?.boundingBox();
  if (tap && !box) throw new Error('Nothing is there to be tapped.');
  if (type) await target?.focus();
  return async () => {
    if (tap && box) await page.touchscreen.tap(box.x + box.width / 2, box.y + box.height / 2);
    for (const key of type?.keys ?? []) {
      await page.keyboard.press(key);
      await page.waitForTimeout(pause);
    }
  };
}
