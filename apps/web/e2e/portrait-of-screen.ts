import type { Page } from 'playwright-core';
import { show } from './axe';
import type { PopulatedSite } from './populated-site';
import type { Screen } from './screen';
import { settle, visit } from './screens';

/** A phone and a desktop. */
export const windows = { phone: { width: 390, height: 844 }, desktop: { width: 1280, height: 800 } } as const;
const themes = ['light', 'dark'] as const;

/** A screen as it looks on one kind of device in one theme; `name` is that of its file. */
export interface Portrait {
  name: string;
  png: Buffer;
}

/** All of a screen, from top to end. */
export async function portraitsOf(screen: Screen, site: PopulatedSite): Promise<Portrait[]> {
  const all = Object.entries(windows).map(async ([device, viewport]) => {
    const page = await site.visitorOf(screen, { viewport });
    await sameGround(page);
    await visit(page, screen, site);
    // A change of size would close what has been opened, and the page behind it is not what the picture is of.
    if (!screen.open) await makeAsTallAsItIs(page, viewport.width, screen);
    await paintPictures(page);
    await hideWhatVaries(page);
    const portraits: Portrait[] = [];
    for (const theme of themes) {
      await show(page, theme);
      const png = await page.screenshot({ animations: 'disabled', caret: 'hide' });
      portraits.push({ name: `${screen.name}-${device}-${theme}.png`, png });
    }
    await page.context().close();
    return portraits;
  });
  return (await Promise.all(all)).flat();
}

/** Then what is lazy loads as well. */
async function makeAsTallAsItIs(page: Page, width: number, screen: Screen): Promise<void> {
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  await page.setViewportSize({ width, height });
  await settle(page, screen);
}

/** One that has come is painted once it is decoded, a moment later. */
async function paintPictures(page: Page): Promise<void> {
  await page.evaluate(async () => {
    const pictures = [...document.images];
    for (const picture of pictures) picture.loading = 'eager';
    await Promise.all(pictures.map((picture) => picture.decode()));
    await new Promise((painted) => requestAnimationFrame(() => requestAnimationFrame(painted)));
  });
}

const ground = '<rect width="100%" height="100%" fill="#8a5a12"/>';

/** Initials stand on a ground that follows from the id, which is another in each run. */
async function sameGround(page: Page): Promise<void> {
  await page.route(/fallback=initials/, async (route) => {
    const response = await route.fetch();
    const body = (await response.text()).replace(/(<svg[^>]*>).*(?=<text)/s, `$1${ground}`);
    await route.fulfill({ response, body });
  });
}

/** The port, the ids and the hour of this run, where they are shown. */
async function hideWhatVaries(page: Page): Promise<void> {
  await page.evaluate(() => {
    const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { currentNode: text } = walker;
      text.nodeValue = (text.nodeValue ?? '')
        .replaceAll(location.host, 'visage.example')
        .replace(/\/profile\/[\w-]{20,}\//, '/profile/…/')
        .replace(/id: '\w{20,}'/, "id: '…'")
        .replace(/[A-Z][a-z]{2} \d+, \d{4}(, \d+:\d\d.[AP]M)?/g, 'Jan 1, 2026');
    }
  });
}
