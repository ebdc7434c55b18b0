import type { Page } from 'playwright-core';
import type { Screen } from './screen';
import { settle } from './screens';

export interface LayoutShift {
  /** Sum of all shifts from the first byte to the end of the page; at least what browsers report as CLS. */
  score: number;
  /** What moved, and from where to where. */
  moved: string[];
}

/** In milliseconds. Pictures come last, so that nobody's place may wait for them. */
const late = { scripts: 150, data: 400, pictures: 800 };

/** How far things jump about while a screen loads whose scripts, data and pictures come late, and while it is scrolled through. */
export async function layoutShiftOf(page: Page, { path }: Pick<Screen, 'path'>): Promise<LayoutShift> {
  await page.addInitScript(observeShifts);
  const arrived = { scripts: 0, data: 0, pictures: 0 };
  const delay = (pattern: RegExp, what: keyof typeof late) =>
    page.route(pattern, async (route) => {
      await Bun.sleep(late[what]);
      // The page may have gone meanwhile.
      await route.continue().catch(() => {});
      arrived[what] += 1;
    });
  await delay(/\/assets\/.*\.js$/, 'scripts');
  await delay(/\/(trpc|api)\//, 'data');
  await delay(/\/picture\?|\/history\/|\/placeholder\.png|\.svg$/, 'pictures');
  await page.goto(path);
  await settle(page);
  await scrollThrough(page);
  await settle(page);
  const missing = () => Object.entries(arrived).filter(([, count]) => count === 0);
  // A screen may be there before what it asked for in passing; what moves then counts as well.
  for (const end = Date.now() + 5000; missing().length > 0 && Date.now() < end; ) await page.waitForTimeout(50);
  await settle(page);
  if (missing().length > 0)
    throw new Error(
      `${path}: no ${missing()
        .map(([what]) => what)
        .join(', no ')} came late.`,
    );
  return page.evaluate(() => (window as unknown as { shifts: LayoutShift }).shifts);
}

/** What is far below loads only when someone comes near. */
async function scrollThrough(page: Page): Promise<void> {
  const { height = 800 } = page.viewportSize() ?? {};
  const screens = await page.evaluate((each) => Math.ceil(document.documentElement.scrollHeight / each), height);
  await page.mouse.move(10, height / 2);
  for (let screen = 0; screen < screens; screen += 1) {
    await page.mouse.wheel(0, height);
    await page.waitForTimeout(50);
  }
  await page.waitForFunction(() => [...document.images].every(({ complete }) => complete));
}

/** Runs in the page, before anything of it. */
function observeShifts(): void {
  interface Source {
    node: Node | null;
    previousRect: DOMRectReadOnly;
    currentRect: DOMRectReadOnly;
  }
  const shifts: LayoutShift = { score: 0, moved: [] };
  Object.assign(window, { shifts });
  const at = ({ x, y, width, height }: DOMRectReadOnly) =>
    `${[x, y].map(Math.round)} ${Math.round(width)}×${Math.round(height)}`;
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { value, sources } = entry as PerformanceEntry & { value: number; sources: Source[] };
      shifts.score += value;
      for (const { node, previousRect, currentRect } of sources) {
        const what = node instanceof Element ? node.outerHTML : String(node?.nodeName);
        shifts.moved.push(`${at(previousRect)} → ${at(currentRect)}: ${what.slice(0, 160)}`);
      }
    }
  }).observe({ type: 'layout-shift', buffered: true });
}
