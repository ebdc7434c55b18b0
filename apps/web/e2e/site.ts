import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { launchChromium } from './chromium';
import { type Given, startVisage } from './visage-process';

export const password = 'correct horse battery';

/** A running Visage and a browser that visits it. */
export interface Site {
  url: string;
  browserVersion: string;
  /** A visitor with cookies and cache of their own. */
  visitor(options?: BrowserContextOptions): Promise<Page>;
  /** The link in the mail that follows those which `seen` counts; it is sent meanwhile, and logged where no mail goes out. */
  linkTo(address: string, seen?: number): Promise<string>;
  /** Everything the pages complained about, but for refusals of the server that a test provoked. */
  complaints: string[];
  close(): Promise<void>;
}

export async function openSite(options: Given = {}): Promise<Site> {
  const visage = await startVisage(options);
  let browser: Browser;
  try {
    browser = await launchChromium();
  } catch (error) {
    await visage.stop();
    throw error;
  }
  const complaints: string[] = [];
  let closed: Promise<void> | undefined;
  return {
    url: visage.url,
    browserVersion: browser.version(),
    complaints,
    async linkTo(address, seen = 0) {
      for (;;) {
        const mails = visage.logged().filter((line) => line.includes(`"to":"${address}"`));
        const link = /https?:\/\/[^\s"\\]+/.exec(mails[seen] ?? '')?.[0];
        if (link) return link;
        await Bun.sleep(20);
      }
    },
    async visitor(options = {}) {
      const context: BrowserContext = await browser.newContext({
        baseURL: visage.url,
        reducedMotion: 'reduce',
        ...options,
      });
      context.setDefaultTimeout(20_000);
      const page = await context.newPage();
      page.on('pageerror', (error) => complaints.push(String(error)));
      page.on('console', (message) => {
        if (message.type() === 'error' && !message.text().startsWith('Failed to load resource')) {
          complaints.push(message.text());
        }
      });
      return page;
    },
    close() {
      closed ??= browser.close().finally(visage.stop);
      return closed;
    },
  };
}

let newcomers = 0;
/** For who signs up, so that each comes from an address of their own: more than ten a minute from one are refused. */
export function fromElsewhere(): Record<string, string> {
  newcomers += 1;
  return { 'x-forwarded-for': `10.0.${newcomers >> 8}.${newcomers & 255}` };
}

/** Signs up through the page; ends on the own profile. */
export async function signUp(page: Page, name: string, email: string): Promise<void> {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.setExtraHTTPHeaders(fromElsewhere());
  await page.getByRole('button', { name: 'Make my profile' }).click();
  await page.getByRole('heading', { name: 'My profile' }).waitFor();
  await page.setExtraHTTPHeaders({});
  await ownProfile(page);
}

/** Signs in through the page; ends on the own profile. */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.goto('/sign-in');
  await page.getByLabel('E-mail address').fill(email);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Sign in', exact: true }).click();
  await page.getByRole('heading', { name: 'My profile' }).waitFor();
  await ownProfile(page);
}

/** Until all of it is there: its parts come one after the other, and these are the first and the last. */
async function ownProfile(page: Page): Promise<void> {
  await pictureField(page).waitFor({ state: 'attached' });
  await page.getByRole('radiogroup').waitFor();
}

export const pictureField = (page: Page) => page.locator('input[type=file]:not([capture])');

/** A JPEG drawn by the browser: a face of one colour on a ground with the grain of a photograph. */
export async function drawPhoto(page: Page, colour: string): Promise<Buffer> {
  const base64 = await page.evaluate(async (fill) => {
    const canvas = document.createElement('canvas');
    canvas.width = 900;
    canvas.height = 700;
    const context = canvas.getContext('2d');
    if (!context) throw new Error('No canvas.');
    const ground = context.createLinearGradient(0, 0, 900, 700);
    ground.addColorStop(0, '#e8e2d6');
    ground.addColorStop(1, '#6a7f8c');
    context.fillStyle = ground;
    context.fillRect(0, 0, 900, 700);
    for (let grain = 0; grain < 4000; grain += 1) {
      context.fillStyle = `rgb(0 0 0 / ${(grain % 7) / 60})`;
      context.fillRect((grain * 7919) % 900, (grain * 104_729) % 700, 3, 3);
    }
    context.fillStyle = fill;
    context.beginPath();
    context.arc(450, 350, 240, 0, 2 * Math.PI);
    context.fill();
    return canvas.toDataURL('image/jpeg', 0.9).replace(/^[^,]*,/, '');
  }, colour);
  return Buffer.from(base64, 'base64');
}

/** Chooses a photo of this colour and uploads it. */
export async function uploadPhoto(page: Page, colour: string): Promise<void> {
  const buffer = await drawPhoto(page, colour);
  await pictureField(page).setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer });
  await page.getByRole('button', { name: 'Use this picture' }).click();
  await page.getByText('Your picture is shown.').or(page.getByText('Your new picture is shown.')).first().waitFor();
}

/** The colour in the middle of an image once it is there: 'red', 'green' or 'blue', whichever is strongest. */
export async function colourOf(page: Page, selector: string): Promise<string> {
  return page.evaluate(async (query) => {
    const image = document.querySelector<HTMLImageElement>(query);
    if (!image) throw new Error(`No ${query}.`);
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = 1;
    canvas.height = 1;
    const context = canvas.getContext('2d');
    context?.drawImage(image, image.naturalWidth / 2, image.naturalHeight / 2, 1, 1, 0, 0, 1, 1);
    const [red = 0, green = 0, blue = 0] = context?.getImageData(0, 0, 1, 1).data ?? [];
    const most = Math.max(red, green, blue);
    return most === red ? 'red' : most === green ? 'green' : 'blue';
  }, selector);
}
