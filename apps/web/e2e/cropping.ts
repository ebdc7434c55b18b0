import { expect, test } from 'bun:test';
import type { Page } from 'playwright-core';
import { animatedGif, asDrawn, drawQuarters, heic, quartersOf, withOrientation } from './photo';
import { pictureField, type Site, signUp } from './site';

/** From the file someone chooses to the picture that is served. */
export function testCropping(site: () => Site): void {
  let page: Page;
  const stage = () => page.getByRole('application', { name: 'Your picture in its frame' });
  const choose = async (buffer: Buffer, name = 'me.jpg', mimeType = 'image/jpeg') => {
    await pictureField(page).setInputFiles({ name, mimeType, buffer });
    await page.getByRole('dialog', { name: 'Your new picture' }).waitFor();
  };
  const served = async () => {
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    const src = await page.locator('img[alt="Your current picture"]').getAttribute('src');
    return quartersOf(page, src ?? '');
  };

  test('a 12-megapixel photo taken sideways is sent upright, in well under 500 kB', async () => {
    page = await site().visitor();
    await signUp(page, 'Ines Duarte', 'ines@example.org');
    const photo = withOrientation(await drawQuarters(page, 4000, 3000), 6);
    expect(photo.byteLength).toBeGreaterThan(1_000_000);
    await choose(photo);
    await stage().waitFor();
    const [request] = await Promise.all([
      page.waitForRequest('**/trpc/picture.upload*'),
      page.getByRole('button', { name: 'Use this picture' }).click(),
    ]);
    expect(request.postDataBuffer()?.byteLength ?? Number.NaN).toBeLessThan(500_000);
    // The sensor's lower left is the upper left of what was seen.
    expect(await served()).toEqual(['blue', 'red', 'white', 'green']);
    const src = await page.locator('img[alt="Your current picture"]').getAttribute('src');
    expect(src).toContain('size=256&format=webp&v=');
  });

  test('a picture is turned, zoomed and moved by keyboard, and says how near it is', async () => {
    await choose(await drawQuarters(page, 900, 700));
    await stage().waitFor();
    expect(await stage().evaluate((element) => element === document.activeElement)).toBe(true);
    await page.keyboard.press(']');
    for (let press = 0; press < 12; press += 1) await page.keyboard.press('+');
    await page.getByText(/^Zoom 3\d\d %$/).waitFor();
    for (let press = 0; press < 20; press += 1) {
      await page.keyboard.press('Shift+ArrowLeft');
      await page.keyboard.press('Shift+ArrowDown');
    }
    await page.keyboard.press('Enter');
    // Turned clockwise, the upper left is at the upper right, which is where the frame went.
    expect(await served()).toEqual(['red', 'red', 'red', 'red']);
  });

  test('a picture is zoomed and moved by mouse, never off its frame', async () => {
    await choose(await drawQuarters(page, 900, 700));
    const box = await stage().boundingBox();
    if (!box) throw new Error('No stage.');
    const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
    await page.mouse.move(middle.x, middle.y);
    await page.mouse.wheel(0, -900);
    await page.getByText(/^Zoom [34]\d\d %$/).waitFor();
    for (let drag = 0; drag < 8; drag += 1) {
      await page.mouse.move(middle.x, middle.y);
      await page.mouse.down();
      await page.mouse.move(middle.x - box.width / 2, middle.y - box.height / 2, { steps: 3 });
      await page.mouse.up();
    }
    await page.getByRole('button', { name: 'Use this picture' }).click();
    expect(await served()).toEqual(['white', 'white', 'white', 'white']);
  });

  test('cancelling changes nothing and gives the focus back', async () => {
    const button = page.getByRole('button', { name: 'Change picture' });
    const [chooser] = await Promise.all([page.waitForEvent('filechooser'), button.click()]);
    await chooser.setFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: await drawQuarters(page, 300, 300) });
    await stage().locator('cropper-image img').waitFor();
    expect(await page.getByLabel('Zoom', { exact: true }).inputValue()).toBe('1');
    await page.keyboard.press('Escape');
    expect(await served()).toEqual(['white', 'white', 'white', 'white']);
    expect(await button.evaluate((element) => element === document.activeElement)).toBe(true);
  });

  test('what this browser can’t open, and what it keeps only a part of, is said', async () => {
    await choose(heic, 'IMG_0001.HEIC', 'image/heic');
    await page.getByText('This browser can’t open HEIC photos.').waitFor();
    await choose(animatedGif, 'wave.gif', 'image/gif');
    await page.getByText('Its first frame is used.').waitFor();
    await page.getByRole('button', { name: 'Cancel' }).click();
  });

  test('an earlier picture is used again, taken back, and erased for good', async () => {
    const earlier = page.getByRole('list').filter({ has: page.getByRole('button', { name: /^Erase/ }) });
    await earlier.getByRole('listitem').nth(1).waitFor();
    expect(await earlier.getByRole('listitem').count()).toBe(2);
    await earlier
      .getByRole('button', { name: /^Use again/ })
      .last()
      .click();
    await page.getByText('This picture is shown again.').waitFor();
    expect(await served()).toEqual(['blue', 'red', 'white', 'green']);
    await page.getByRole('button', { name: 'Undo' }).last().click();
    await page.getByText('Your earlier picture is back.').waitFor();
    expect(await served()).toEqual(['white', 'white', 'white', 'white']);

    await earlier
      .getByRole('button', { name: /^Erase/ })
      .first()
      .click();
    const question = page.getByRole('dialog', { name: 'Erase this picture for good?' });
    const erased = await question.locator('img').last().getAttribute('src');
    await question.getByRole('button', { name: 'Erase' }).click();
    await page.getByText('Erased.').waitFor();
    await earlier.getByRole('listitem').nth(1).waitFor({ state: 'detached' });
    expect(await page.evaluate(async (url) => (await fetch(url)).status, erased ?? '')).toBe(404);
    await page.context().close();
  });

  test('on a phone two fingers zoom, and a photo can be taken at once', async () => {
    page = await site().visitor({ viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true });
    await signUp(page, 'Tomas Lind', 'tomas@example.org');
    await page.getByRole('button', { name: 'Take a photo' }).waitFor();
    const photo = await drawQuarters(page, 900, 700);
    await page.locator('input[capture=user]').setInputFiles({ name: 'me.jpg', mimeType: 'image/jpeg', buffer: photo });
    const box = await stage().boundingBox();
    if (!box) throw new Error('No stage.');
    await pinch(page, { x: box.x + box.width / 2, y: box.y + box.height / 2 }, box.width / 4);
    await page.getByRole('button', { name: 'Zoom out' }).and(page.locator('[aria-disabled=false]')).waitFor();
    await page.getByRole('button', { name: 'Start over' }).click();
    await page.getByRole('button', { name: 'Use this picture' }).click();
    expect(await served()).toEqual(asDrawn);
    await page.context().close();
  });
}

/** Two fingers that move apart to `reach` CSS pixels from the middle. */
async function pinch(page: Page, { x, y }: { x: number; y: number }, reach: number): Promise<void> {
  const touch = await page.context().newCDPSession(page);
  const fingers = (apart: number) => [
    { x: x - apart, y, id: 1 },
    { x: x + apart, y, id: 2 },
  ];
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(reach / 2).slice(0, 1) });
  await touch.send('Input.dispatchTouchEvent', { type: 'touchStart', touchPoints: fingers(reach / 2) });
  for (const share of [0.6, 0.7, 0.8, 0.9, 1]) {
    await touch.send('Input.dispatchTouchEvent', { type: 'touchMove', touchPoints: fingers(reach * share) });
  }
  await touch.send('Input.dispatchTouchEvent', { type: 'touchEnd', touchPoints: [] });
}
