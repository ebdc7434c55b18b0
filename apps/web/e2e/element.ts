import { afterAll, beforeAll, expect, test } from 'bun:test';
import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { type Packed, packClient } from '../../../packages/client/test/packed';
import { type Owner, ownerOf } from './owner';
import { colourOf, drawPhoto, type Site } from './site';

const examples = join(import.meta.dir, '../../example-guestbook');

/** What other sites show through the packed client, on an origin of their own: the guest book of the examples. */
export function testElement(site: () => Site): void {
  let packed: Packed;
  let book: Awaited<ReturnType<typeof startBook>>;
  let owner: Owner;
  let page: Page;
  let handle: string;
  const shown = 'profile-picture img';

  beforeAll(async () => {
    packed = await packClient();
    book = await startBook(packed.project, site().url);
    owner = await ownerOf(site().url);
  }, 60_000);
  afterAll(async () => {
    await book?.stop();
    await packed?.remove();
  }, 30_000);

  test('a guest book elsewhere shows initials, then the picture, the moment there is one', async () => {
    page = await site().visitor({ deviceScaleFactor: 2 });
    const before = await owner.profile();
    handle = before.handle;
    await sign(page, book.url, handle, 'First!');
    await page.locator(`${shown}[alt="Noor Haddad"]`).waitFor();
    expect(await naturalSize(page, shown)).toBeGreaterThan(0);
    await watchShifts(page);
    await page.evaluate(() => Object.assign(window, { isSamePage: true }));

    const { url } = await owner.upload(await drawPhoto(page, '#c02020'));
    const version = new URL(url, site().url).searchParams.get('v');
    await page.locator(`${shown}[srcset*="v=${version} 2x"]`).waitFor();
    expect(await colourAcross(page, shown)).toBe('red');
    // Drawn for this screen: 56 pixels of two dots each.
    expect(await currentSource(page, shown)).toContain('/picture?size=128&format=webp&');
    await owner.upload(await drawPhoto(page, '#2020c0'));
    await page.locator(`${shown}:not([src*="v=${version}"])`).waitFor();
    expect(await colourAcross(page, shown)).toBe('blue');
    const { picture } = await owner.profile();
    await owner.call('picture.setAltText', { pictureId: picture?.id, altText: 'Noor laughing' });
    await owner.call('picture.remove');
    await page.locator(`${shown}[src*="&at="]`).waitFor();
    await owner.call('picture.restore', { pictureId: picture?.id });
    await page.locator(`${shown}[alt="Noor laughing"]`).waitFor();
    expect(await colourAcross(page, shown)).toBe('blue');
    expect(await page.evaluate(() => 'isSamePage' in window)).toBe(true);
    expect(await page.evaluate(() => (window as unknown as { shift: number }).shift)).toBe(0);
    expect(await page.locator(shown).count()).toBe(1);
  });

  test('all elements of a page share one stream and one question, and words of the page come first', async () => {
    const asked: string[] = [];
    page.on('request', (request) => asked.push(request.url()));
    for (const text of ['Second', 'Third']) await sign(page, book.url, handle, text);
    page.on('framenavigated', () => asked.splice(0));
    await page.goto(book.url);
    await page.locator(`${shown}[alt="Noor laughing"][src*="v="]`).nth(2).waitFor();
    await page.waitForTimeout(200);
    expect(asked.filter((url) => url.includes('/trpc/picture.onChange'))).toHaveLength(1);
    expect(asked.filter((url) => url.includes('/trpc/profile.many'))).toHaveLength(1);
    await page
      .locator('profile-picture')
      .first()
      .evaluate((element) => element.setAttribute('alt', 'Mine'));
    await page.locator(`${shown}[alt="Mine"]`).waitFor();
    await page
      .locator('profile-picture')
      .first()
      .evaluate((element) => element.setAttribute('size', '200'));
    await page.locator(`${shown}[width="200"][src*="size=256"]`).waitFor();
  });

  test('one that a page makes holds its place, shows its hint, and needs no image inside', async () => {
    const { id, picture } = await owner.profile();
    const seen = Promise.withResolvers<void>();
    await page.route('**/picture?*', (route) => seen.promise.then(() => route.continue()));
    const hint = await page.evaluate(
      async ([user, thumbhash]) => {
        const element = Object.assign(document.createElement('profile-picture'), { user, thumbhash, size: 40 });
        document.body.append(element);
        await new Promise(requestAnimationFrame);
        const canvas = element.shadowRoot?.querySelector('canvas');
        const [red = 0, , blue = 0] =
          canvas?.getContext('2d')?.getImageData(canvas.width / 2, canvas.height / 2, 1, 1).data ?? [];
        const { width, height } = element.getBoundingClientRect();
        return { isBlue: blue > red, width, height, isHidden: canvas?.hidden };
      },
      [id, picture?.thumbhash ?? ''],
    );
    seen.resolve();
    expect(hint).toEqual({ isBlue: true, width: 40, height: 40, isHidden: false });
    await page.waitForFunction(
      () => document.querySelector('body > profile-picture')?.shadowRoot?.querySelector('canvas')?.hidden,
    );
    await page.unroute('**/picture?*');
  });

  test('without scripts the page shows the pictures all the same', async () => {
    const plain = await site().visitor({ javaScriptEnabled: false });
    await plain.goto(book.url);
    expect(await plain.locator(shown).first().getAttribute('src')).toBe(
      `${site().url}/profile/@${handle}/picture?size=64&format=webp&fallback=initials`,
    );
    await plain.context().close();
    await page.context().close();
  });

  test('the packed client runs in a page: calls, files, streams, errors', async () => {
    const visitor = await site().visitor();
    await visitor.goto(`${book.url}/style.css`);
    const { id } = await owner.profile();
    const told = await visitor.evaluate(
      async ({ script, baseUrl, user }) => {
        const { createVisageClient, fileToUpload, isVisageError } = await import(script);
        const visage = createVisageClient({ baseUrl });
        const { picture } = await visage.profile.get.query({ id: user });
        const version = await new Promise((resolve, reject) => {
          visage.picture.onChange.subscribe(
            { ids: [user] },
            { onData: (change: { version: string }) => resolve(change.version), onError: reject },
          );
        });
        const error = await visage.profile.get.query({ handle: 'nobody-here' }).catch((failed: unknown) => failed);
        const file = await fileToUpload(new File(['hello'], 'me.png', { type: 'image/png' }));
        return { same: picture.version === version, error: isVisageError(error) && error.code, file };
      },
      { script: `${book.client}/index.js`, baseUrl: site().url, user: id },
    );
    expect(told).toEqual({ same: true, error: 'NOT_FOUND', file: { data: 'aGVsbG8=', mimeType: 'image/png' } });
    await visitor.context().close();
  });
}

/** The example as someone who copied it runs it: from the packed client, in a process of its own. */
async function startBook(project: string, visage: string) {
  for (const file of ['server.ts', 'page.ts', 'style.css']) await cp(join(examples, file), join(project, file));
  const { PATH, HOME, TMPDIR } = Bun.env;
  const server = Bun.spawn([process.execPath, 'server.ts'], {
    cwd: project,
    env: { PATH, HOME, TMPDIR, VISAGE_URL: visage, PORT: '0' },
    stdout: 'pipe',
    stderr: 'inherit',
  });
  const reader = server.stdout.getReader();
  const said = new TextDecoder().decode((await reader.read()).value);
  const url = /http:\/\/[\w.:]+/.exec(said)?.[0];
  if (!url) throw new Error(`The guest book did not start: ${said}`);
  // The package's files as they are, for pages that import them without a bundler.
  const files = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    fetch: (request) =>
      new Response(Bun.file(join(project, 'node_modules/@visage/client', new URL(request.url).pathname)), {
        headers: { 'Access-Control-Allow-Origin': '*' },
      }),
  });
  return {
    url,
    client: files.url.origin,
    async stop() {
      server.kill();
      await server.exited;
      await files.stop(true);
    },
  };
}

async function sign(page: Page, book: string, handle: string, text: string): Promise<void> {
  await page.goto(book);
  await page.getByLabel('Your handle').fill(handle);
  await page.getByLabel('Your words').fill(text);
  await page.getByRole('button', { name: 'Sign' }).click();
  await page.getByText(text).waitFor();
}

/** From here on the page counts how far things have moved on it. */
const watchShifts = (page: Page) =>
  page.evaluate(() => {
    Object.assign(window, { shift: 0 });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        (window as unknown as { shift: number }).shift += (entry as unknown as { value: number }).value;
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });

/** As `colourOf`, of an image from another origin, which a page may look into only when it has asked for it so. */
async function colourAcross(page: Page, selector: string): Promise<string> {
  await page.locator(selector).evaluate(async (shown: HTMLImageElement) => {
    await shown.decode();
    document.querySelector('#copy')?.remove();
    const copy = Object.assign(new Image(), {
      id: 'copy',
      crossOrigin: 'anonymous',
      hidden: true,
      src: shown.currentSrc,
    });
    document.body.append(copy);
    await copy.decode();
  });
  return colourOf(page, '#copy');
}

const naturalSize = (page: Page, selector: string) =>
  page.locator(selector).evaluate(async (image: HTMLImageElement) => {
    await image.decode();
    return image.naturalWidth;
  });
const currentSource = (page: Page, selector: string) =>
  page.locator(selector).evaluate((image: HTMLImageElement) => image.currentSrc);
