import type { Page } from 'playwright-core';
import type { PopulatedSite } from './populated-site';
import type { Screen } from './screen';
import { screenStates } from './screen-states';
import { pictureField } from './site';

/** Every screen as it is when all goes well, and every dialog and menu that has contents of its own. A new screen belongs here. */
const entire: readonly Screen[] = [
  { name: 'landing', path: '/', who: 'visitor' },
  { name: 'landing-signed-in', path: '/', who: 'member' },
  { name: 'sign-up', path: '/sign-up', who: 'visitor' },
  { name: 'sign-in', path: '/sign-in', who: 'visitor' },
  { name: 'forgot-password', path: '/forgot-password', who: 'visitor' },
  { name: 'reset-password', path: '/reset-password?token=none', who: 'visitor' },
  { name: 'people', path: '/people', who: 'visitor' },
  { name: 'people-nobody-found', path: '/people?q=zzzz', who: 'visitor' },
  { name: 'person', path: '/@amara', who: 'visitor' },
  { name: 'not-found', path: '/@nobody-at-all', who: 'visitor' },
  { name: 'me', path: '/me', who: 'member' },
  { name: 'settings', path: '/settings', who: 'member' },
  { name: 'settings-account', path: '/settings/account', who: 'member' },
  { name: 'settings-security', path: '/settings/security', who: 'member' },
  { name: 'settings-privacy', path: '/settings/privacy', who: 'member' },
  { name: 'settings-appearance', path: '/settings/appearance', who: 'member' },
  { name: 'settings-keys', path: '/settings/keys', who: 'member' },
  { name: 'settings-data', path: '/settings/data', who: 'member' },
  {
    name: 'cropper',
    path: '/me',
    who: 'member',
    async open(page, { photo }) {
      await pictureField(page).setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo });
      await page.getByRole('application').waitFor();
    },
  },
  {
    name: 'erasing',
    path: '/me',
    who: 'member',
    async open(page) {
      await page.getByRole('button', { name: 'Erase' }).first().click();
      await page.getByRole('dialog').waitFor();
    },
  },
  {
    name: 'account-menu',
    path: '/@amara',
    who: 'member',
    async open(page) {
      await page.getByRole('button', { name: 'Account of' }).click();
      await page.getByText('Sign out').waitFor();
    },
  },
  {
    name: 'theme-menu',
    path: '/@amara',
    who: 'visitor',
    async open(page) {
      await page.getByRole('button', { name: 'Theme' }).click();
      await page.getByText('Dark').waitFor();
    },
  },
];

/** Those, and what they show when it doesn't. */
export const screens: readonly Screen[] = [...entire, ...screenStates];

/** Those that have an address of their own. */
export const addressedScreens = entire.filter(({ open }) => open === undefined);

/** A screen that still loads has no heading yet: whose page it is comes with what is loaded. */
export const isOnItsWay = (screen: Screen, problem: string) =>
  screen.name.endsWith('-loading') && problem.includes('page-has-heading-one');

/** Opens a screen and waits until it is all there. */
export async function visit(page: Page, screen: Screen, site: PopulatedSite): Promise<void> {
  await screen.prepare?.(page);
  await page.goto(screen.path);
  await settle(page, screen);
  await screen.open?.(page, site);
  if (screen.shows === undefined) await stillness(page);
}

/** Until the screen is there, and what it had to load. */
export async function settle(page: Page, { shows }: Pick<Screen, 'shows'> = {}): Promise<void> {
  if (shows !== undefined)
    return page.getByText(shows).or(page.getByLabel(shows)).first().waitFor({ state: 'attached' });
  await page.getByRole('heading', { level: 1 }).waitFor();
  await stillness(page);
}

/** Until all parts are there and nothing loads or moves, under a dialog, too. */
export async function stillness(page: Page): Promise<void> {
  await page.waitForFunction(isStill);
  await page.waitForFunction(isWhole, crypto.randomUUID());
  // What came last may have brought pictures.
  await page.waitForFunction(isStill);
}

/** Whether nothing has come or gone for some frames, since parts come in frames of their own. Runs in the page, once a frame; each `wait` counts anew. */
function isWhole(wait: string): boolean {
  const page = window as typeof window & { counted?: { wait: string; elements: number; frames: number } };
  const elements = document.getElementsByTagName('*').length;
  const { counted } = page;
  const isSame = counted?.wait === wait && counted.elements === elements;
  page.counted = { wait, elements, frames: isSame ? counted.frames + 1 : 0 };
  return page.counted.frames >= 6;
}

/** Whether nothing loads or moves. Runs in the page. */
export function isStill(): boolean {
  return (
    document.querySelector('[aria-label^="Loading"], .animate-breathe') === null &&
    [...document.images].every(({ complete, loading }) => complete || loading === 'lazy') &&
    document.getAnimations().every(({ playState }) => playState !== 'running')
  );
}
