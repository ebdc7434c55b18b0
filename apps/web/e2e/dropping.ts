import { afterAll, beforeAll, expect, test } from 'bun:test';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CDPSession, Page } from 'playwright-core';
import { drawPhoto, type Site, signIn } from './site';

/** Pictures that come by hand or by clipboard. Of Ada, who signed up before. */
export function testDropping(site: () => Site): void {
  let page: Page;
  let browser: CDPSession;
  let directory: string;
  let file: string;
  const hint = () => page.getByText('Let go to use this picture');
  const workplace = () => page.getByRole('dialog', { name: 'Your new picture' });

  /** As the browser does it when a file comes from another window: unless the page prevents it, the file replaces the page. */
  const drag = async (type: 'dragEnter' | 'dragOver' | 'drop' | 'dragCancel', at = { x: 8, y: 600 }) => {
    const data = { items: [], files: [file], dragOperationsMask: 1 };
    await browser.send('Input.dispatchDragEvent', { type, ...at, data });
  };
  const hover = async () => {
    await drag('dragEnter');
    await drag('dragOver');
  };
  /** What is pasted as a page sees it; answers whether the page has taken it. */
  const paste = (selector: string, text?: string) =>
    page.evaluate(
      ([query, plain]) => {
        const clipboardData = new DataTransfer();
        clipboardData.items.add(new File(['<svg/>'], 'a.svg', { type: 'image/svg+xml' }));
        if (plain) clipboardData.setData('text/plain', plain);
        const event = new ClipboardEvent('paste', { clipboardData, bubbles: true, cancelable: true });
        document.querySelector(query ?? '')?.dispatchEvent(event);
        return event.defaultPrevented;
      },
      [selector, text],
    );

  beforeAll(async () => {
    page = await site().visitor();
    browser = await page.context().newCDPSession(page);
    directory = await mkdtemp(join(tmpdir(), 'visage-e2e-'));
    file = join(directory, 'dropped.jpg');
    await Bun.write(file, new Uint8Array(await drawPhoto(page, '#2020c0')));
  });
  afterAll(async () => {
    await page?.context().close();
    await rm(directory, { recursive: true, force: true });
  });

  test('a picture is dropped anywhere on one’s page, but not on what lies over it', async () => {
    await signIn(page, 'ada@example.org');
    await hover();
    await hint().waitFor();
    await drag('dragCancel');
    await hint().waitFor({ state: 'detached' });
    await hover();
    await drag('drop');
    await workplace().getByText('dropped.jpg').waitFor();
    expect(await hint().count()).toBe(0);

    await page.getByRole('application').waitFor();
    await page.getByRole('textbox', { name: 'Description' }).last().fill('Typed before');
    await hover();
    await drag('drop');
    expect(await hint().count()).toBe(0);
    expect(await page.getByRole('textbox', { name: 'Description' }).last().inputValue()).toBe('Typed before');
    expect(await paste('[role=dialog]')).toBe(false);
    expect(await workplace().getByText('dropped.jpg').count()).toBe(1);
    await page.getByRole('button', { name: 'Cancel' }).click();
    await workplace().waitFor({ state: 'detached' });
  });

  test('a picture is pasted anywhere on one’s page, but for text that a field takes', async () => {
    expect(await paste('textarea', 'its text')).toBe(false);
    expect(await workplace().count()).toBe(0);
    for (const where of ['body', 'textarea']) {
      expect(await paste(where)).toBe(true);
      await workplace().getByText('This kind of file can’t be used.').waitFor();
      await page.getByRole('button', { name: 'Cancel' }).click();
      await workplace().waitFor({ state: 'detached' });
    }
    expect(await paste('body', 'its text')).toBe(true);
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('on any other page a dropped file is left alone, and the page stays', async () => {
    for (const path of ['/', '/people', '/settings/account']) {
      await page.goto(path);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await hover();
      await drag('drop');
      expect(await hint().count()).toBe(0);
      await page.getByRole('heading', { level: 1 }).waitFor();
      expect(new URL(page.url()).pathname).toBe(path);
    }
  });
}
