import type { Page } from 'playwright-core';
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
  act(page: Page, site: PopulatedSite): Promise<void>;
}

const openThemeMenu = (page: Page) => page.getByRole('button', { name: 'Theme' }).click();

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
    act: (page) => page.getByRole('button', { name: 'Account of' }).click(),
  },
  {
    name: 'choose the dark theme',
    who: 'visitor',
    path: '/people',
    prepare: openThemeMenu,
    act: (page) => page.getByText('Dark').click(),
  },
  {
    name: 'search for someone',
    who: 'visitor',
    path: '/people',
    async act(page) {
      await page.getByRole('searchbox').pressSequentially('mara', { delay: 60 });
      await page.getByText('1 person').waitFor();
    },
  },
  {
    name: 'open someone’s page',
    who: 'visitor',
    path: '/people',
    async act(page) {
      await page.getByRole('link', { name: 'Amara' }).click();
      await page.waitForURL('**/@amara');
      await settle(page);
    },
  },
  {
    name: 'type in a field',
    who: 'member',
    path: '/me',
    act: (page) => page.getByRole('textbox', { name: 'About you' }).pressSequentially('Hello', { delay: 60 }),
  },
  { name: 'choose a file, which opens the cropper', who: 'member', path: '/me', act: openCropper },
  {
    name: 'zoom in the cropper',
    who: 'member',
    path: '/me',
    prepare: openCropper,
    async act(page) {
      for (let press = 0; press < 5; press += 1) await page.getByRole('application').press('+', { delay: 30 });
    },
  },
  {
    name: 'ask to erase a picture, which opens a dialog',
    who: 'member',
    path: '/me',
    async act(page) {
      await page.getByRole('button', { name: 'Erase' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
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
  const page = await site.visitorOf({ who: 'visitor' }, { viewport: viewports[0] });
  await page.setContent('<button onclick="this.textContent = 2">1</button>');
  await slowDown(page);
  await page.getByRole('button').click();
  const wait = await slowestPaint(page);
  await page.context().close();
  return wait;
}

async function waitFor({ who, path, prepare, act }: Interaction, site: PopulatedSite): Promise<number> {
  // With all that moves, too.
  const page = await site.visitorOf({ who }, { viewport: viewports[0], reducedMotion: 'no-preference' });
  await page.goto(path);
  await settle(page);
  await prepare?.(page, site);
  await stillness(page);
  await slowDown(page);
  await act(page, site);
  const wait = await slowestPaint(page);
  await page.context().close();
  return wait;
}
