import type { Page } from 'playwright-core';
import { settle } from '../e2e/screens';
import { openSite } from '../e2e/site';
import { type Finding, type Measure, spreadOf } from './finding';
import { slowdown } from './slow-page';
import { viewports } from './viewports';

const people = 10_000;
/** So many of them are passed on a slow processor, last, when all the others are held. */
const slowly = 500;
/** Pixels, at each turn of a wheel: a fast one. */
const turn = 400;
/** Milliseconds between two frames from which on people see it stutter, and how many of all frames may be so long. */
const longFrame = 50;
const mostLong = 0.02;
/** Milliseconds in which the end must be reached: it would else be scrolled to for ever where a page of people doesn't come. */
const patience = 300_000;
/** Elements of a whole page, with whoever is near the window. */
const mostElements = 2000;
/** Bytes of script's memory that a directory which has been scrolled through may hold. */
const mostHeap = 40_000_000;

/** What it takes to go on to the last of ten thousand people, on a phone and a desktop of a sixth of the speed. */
export const directory: Measure = {
  name: 'directory',
  async *run() {
    const site = await openSite({ crowd: people });
    try {
      for (const viewport of viewports) {
        const page = await site.visitor({ viewport, reducedMotion: 'no-preference' });
        await page.goto('/people');
        await settle(page);
        yield* judge(`directory at ${viewport.width} px`, await scrollToTheEnd(page));
        await page.context().close();
      }
    } finally {
      await site.close();
    }
  },
};

interface Journey {
  /** Milliseconds between one frame and the next. */
  frames: number[];
  mostElements: number;
  /** Bytes, after the garbage has been collected. */
  heap: number;
  /** Those who were announced in the end. */
  found: string;
}

function* judge(name: string, { frames, mostElements: elements, heap, found }: Journey): Iterable<Finding> {
  const long = frames.filter((each) => each > longFrame);
  const longest = Math.max(...frames);
  const share = long.length / frames.length;
  yield {
    name: `${name}: frames over ${longFrame} ms`,
    figure: `${long.length} of ${frames.length}, the longest ${Math.round(longest)} ms; ${spreadOf(frames, ' ms')}`,
    bound: `≤ ${mostLong * 100} %`,
    holds: share <= mostLong,
  };
  yield {
    name: `${name}: elements`,
    figure: `${elements}`,
    bound: `≤ ${mostElements}`,
    holds: elements <= mostElements,
  };
  yield {
    name: `${name}: memory of its script`,
    figure: `${(heap / 1e6).toFixed(1)} MB`,
    bound: `≤ ${mostHeap / 1e6} MB`,
    holds: heap <= mostHeap,
  };
  yield { name: `${name}: reached`, figure: found, bound: `${people} people`, holds: found === `${people} people` };
}

/** The last {@link slowly} people at a sixth of the speed, as fast as a wheel is turned. */
async function scrollToTheEnd(page: Page): Promise<Journey> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  await page.mouse.move(width / 2, height / 2);
  const status = page.getByRole('status').first();
  const until = Date.now() + patience;
  const goOn = () => {
    if (Date.now() > until) throw new Error(`The end of the directory was not reached in ${patience / 1000} s.`);
  };
  while (Number.parseInt((await status.textContent()) ?? '', 10) < people - slowly) {
    goOn();
    await page.keyboard.press('End');
  }
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(watchFrames);
  while (!(await page.evaluate(isAtTheEnd))) {
    goOn();
    await page.mouse.wheel(0, turn);
  }
  const seen = await page.evaluate(() => (window as unknown as { seen: Omit<Journey, 'heap' | 'found'> }).seen);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  return { ...seen, heap: usedSize, found: (await status.textContent()) ?? '' };
}

/** Runs in the page: nobody is missing, and the last is in sight. */
function isAtTheEnd(): boolean {
  return !document.querySelector('[data-more]') && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
}

/** Runs in the page. */
function watchFrames(): void {
  const seen = { frames: [] as number[], mostElements: 0 };
  Object.assign(window, { seen });
  let last = performance.now();
  const watch = (now: number) => {
    seen.frames.push(now - last);
    last = now;
    if (seen.frames.length % 20 === 0) {
      seen.mostElements = Math.max(seen.mostElements, document.getElementsByTagName('*').length);
    }
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
}
