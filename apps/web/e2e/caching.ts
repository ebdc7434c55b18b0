import { afterAll, beforeAll, expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { type EmbeddingSite, startEmbeddingSite } from './embedding-site';
import { type Owner, ownerOf } from './owner';
import { colourOf, drawPhoto, type Site } from './site';

/** What a browser keeps of a picture on somebody's page, and when it asks (docs/caching.md). */
export function testCaching(site: () => Site): void {
  let elsewhere: EmbeddingSite;
  let page: Page;
  let owner: Owner;
  const shown = () => colourOf(page, '#shown');
  const statuses = () => elsewhere.asked().map(([, status]) => status);

  beforeAll(async () => {
    elsewhere = startEmbeddingSite(site().url);
    page = await site().visitor();
    owner = await ownerOf(site().url);
  });
  afterAll(async () => {
    await page?.context().close();
    await elsewhere?.stop();
  });

  test('a picture on a page costs a 304 while it stays, and is the new one at the next load after a change', async () => {
    const [red, blue] = [await drawPhoto(page, '#c02020'), await drawPhoto(page, '#2020c0')];
    await owner.upload(red);
    await page.goto(elsewhere.pageWith(owner.path));
    expect(await shown()).toBe('red');
    await page.reload();
    expect(await shown()).toBe('red');
    await page.goto(elsewhere.pageWith(`${owner.path}?`));
    await page.goto(elsewhere.pageWith(owner.path));
    expect(await shown()).toBe('red');
    expect(statuses().filter((status) => status !== 200)).toEqual([304, 304]);

    await owner.upload(blue);
    await page.goto(elsewhere.pageWith(owner.path));
    expect(await shown()).toBe('blue');
    await page.reload();
    expect(await shown()).toBe('blue');
    expect(statuses()).toEqual([200, 304]);
  });

  test('a second tab shows the new picture, while the first still has the old one open', async () => {
    await owner.upload(await drawPhoto(page, '#20a020'));
    const tab = await page.context().newPage();
    await tab.goto(elsewhere.pageWith(owner.path));
    expect(await colourOf(tab, '#shown')).toBe('green');
    expect(await shown()).toBe('blue');
    await tab.close();
    await page.reload();
    expect(await shown()).toBe('green');
    elsewhere.asked();
  });

  test('a versioned address is asked for once', async () => {
    const { url } = await owner.upload(await drawPhoto(page, '#c02020'));
    await page.goto(elsewhere.pageWith(url));
    expect(await shown()).toBe('red');
    await page.reload();
    const tab = await page.context().newPage();
    await tab.goto(elsewhere.pageWith(url));
    expect(await colourOf(tab, '#shown')).toBe('red');
    await tab.close();
    expect(elsewhere.asked()).toEqual([[url, 200]]);

    const next = await owner.upload(await drawPhoto(page, '#2020c0'));
    await page.goto(elsewhere.pageWith(next.url));
    expect(await shown()).toBe('blue');
    expect(elsewhere.asked()).toEqual([[next.url, 200]]);
  });

  test('going back shows the page as it was left, and a load the new picture', async () => {
    await page.goto(elsewhere.pageWith(owner.path));
    await page.goto(elsewhere.pageWith('/placeholder.png'));
    elsewhere.asked();
    await owner.upload(await drawPhoto(page, '#20a020'));
    await page.goBack();
    // A browser's history is no cache (RFC 9111 section 6): it asks nobody, and no header but no-store would make it.
    expect(await shown()).toBe('blue');
    expect(elsewhere.asked()).toEqual([]);
    await page.reload();
    expect(await shown()).toBe('green');
    await page.goForward();
    await page.goBack();
    expect(await shown()).toBe('green');
  });

  test('a picture that is removed, made private, or there again shows so at the next load', async () => {
    await page.goto(elsewhere.pageWith(owner.path));
    const natural = () => page.locator('#shown').evaluate((image) => (image as HTMLImageElement).naturalWidth);
    const placeholder = 256;
    expect(await natural()).not.toBe(placeholder);
    elsewhere.asked();
    for (const visibility of ['private', 'public', 'members', 'public']) {
      await owner.update({ visibility });
      await page.reload();
      expect((await natural()) === placeholder).toBe(visibility !== 'public');
    }
    await owner.call('picture.remove');
    await page.reload();
    expect(await natural()).toBe(placeholder);
    await owner.upload(await drawPhoto(page, '#c02020'));
    await page.reload();
    expect(await shown()).toBe('red');
  });
}
