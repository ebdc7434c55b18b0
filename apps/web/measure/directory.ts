import type { CDPSession, Page } from 'playwright-core';
import { allAreSeen } from '../e2e/people-in-sight';
import { settle } from '../e2e/screens';
import { openSite } from '../e2e/site';
import { type Finding, type Measure, spreadOf } from './finding';
import { slowdown } from './slow-page';
import { viewports } from './viewports';

const people = 10_000;
/** Pixels that are scrolled through, in one go, and pixels a second: more than three windows, as a flick or a free wheel does. */
const way = 16_000;
const speed = 3000;
/** Milliseconds between two frames from which on people see it stutter, and how much of the time may pass in such frames. */
const longFrame = 50;
const mostLong = 0.1;
/** Milliseconds after which everyone in sight is there with their picture. */
const longestRest = 1000;
/** Milliseconds in which the end must be reached: it would else be scrolled to for ever where a page of people doesn't come. */
const patience = 300_000;
/** Milliseconds of rest at the end. */
const afterwards = 3000;
/** Elements of a whole page, with whoever is near the window. */
const mostElements = 2000;
/** Bytes of script's memory that a directory which has been scrolled through may hold. */
const mostHeap = 40_000_000;

/** What it takes to go to the last of ten thousand people and back past hundreds of them, on a phone and a desktop. */
export const directory: Measure = {
  name: 'directory',
  async *run() {
    const site = await openSite({ crowd: people });
    try {
      for (const viewport of viewports) {
        const page = await site.visitor({ viewport, reducedMotion: 'no-preference' });
        await page.goto('/people');
        await settle(page);
        yield* scrollThrough(page, `directory at ${viewport.width} px`);
        await page.context().close();
      }
    } finally {
      await site.close();
    }
  },
};

async function* scrollThrough(page: Page, name: string): AsyncIterable<Finding> {
  const found = await goToTheEnd(page);
  yield { name: `${name}: reached`, figure: found, bound: `${people} people`, holds: found === `${people} people` };

  // What loading ten thousand people leaves to do must not count as what scrolling costs.
  await page.waitForTimeout(afterwards);
  const session = await page.context().newCDPSession(page);
  const swift = await scrollUp(page, session);
  yield {
    name: `${name}: time in frames over ${longFrame} ms`,
    figure: framesOf(swift),
    bound: `≤ ${mostLong * 100} %`,
    holds: shareOfLong(swift) <= mostLong,
  };

  yield {
    name: `${name}: from the end of scrolling until all in sight have their picture`,
    figure: `${swift.rest} ms`,
    bound: `≤ ${longestRest} ms`,
    holds: swift.rest <= longestRest,
  };

  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  const slow = await scrollUp(page, session);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 1 });
  const beside = { bound: 'nothing promised', holds: null };
  const slowly = `${name}, a sixth of the speed`;
  yield { name: `${slowly}: time in frames over ${longFrame} ms`, figure: framesOf(slow), ...beside };
  yield { name: `${slowly}: until all in sight have their picture`, figure: `${slow.rest} ms`, ...beside };
  yield { name: `${name}: of the window, empty before a frame`, figure: gapsOf(swift), ...beside };
  yield { name: `${slowly}: of the window, empty before a frame`, figure: gapsOf(slow), ...beside };

  const elements = Math.max(swift.mostElements, slow.mostElements);
  yield {
    name: `${name}: elements`,
    figure: `${elements}`,
    bound: `≤ ${mostElements}`,
    holds: elements <= mostElements,
  };
  await session.send('HeapProfiler.collectGarbage');
  const { usedSize: heap } = await session.send('Runtime.getHeapUsage');
  yield {
    name: `${name}: memory of its script`,
    figure: `${(heap / 1e6).toFixed(1)} MB`,
    bound: `≤ ${mostHeap / 1e6} MB`,
    holds: heap <= mostHeap,
  };
}

/** Those who are announced there. */
async function goToTheEnd(page: Page): Promise<string> {
  const status = page.getByRole('status').first();
  const until = Date.now() + patience;
  while (!(await page.evaluate(isAtTheEnd))) {
    if (Date.now() > until) throw new Error(`The end of the directory was not reached in ${patience / 1000} s.`);
    await page.keyboard.press('End');
  }
  return (await status.textContent()) ?? '';
}

interface Passage {
  /** Milliseconds between one frame and the next. */
  frames: number[];
  /** Of the window's height, what no row of cards filled before each frame: the browser scrolls without waiting for the page. */
  gaps: number[];
  mostElements: number;
  /** Milliseconds until whoever is in sight then is there with their picture. */
  rest: number;
}

/** Scrolls {@link way} pixels up, past people of whom most have not been in the page before. */
async function scrollUp(page: Page, session: CDPSession): Promise<Passage> {
  const { width = 0, height = 0 } = page.viewportSize() ?? {};
  // Some of them were passed on the way to the end.
  await session.send('Network.clearBrowserCache');
  const from = await page.evaluate(() => scrollY);
  await page.evaluate(watchFrames);
  // By the browser itself, with the frames, as an input device does it; a driver's wheel waits for each of its turns.
  await session.send('Input.synthesizeScrollGesture', {
    x: width / 2,
    y: height / 2,
    yDistance: way,
    speed,
    gestureSourceType: 'mouse',
    preventFling: true,
  });
  const over = Date.now();
  const seen = await page.evaluate(() => {
    const { watched } = window as unknown as Watched;
    watched.isOver = true;
    return { ...watched, to: scrollY };
  });
  const passed = from - seen.to;
  if (passed < way / 2) throw new Error(`Of ${way} px only ${passed} were scrolled.`);
  await page.waitForFunction(allAreSeen, undefined, { polling: 20, timeout: 30_000 });
  const rest = Date.now() - over;
  return { ...seen, rest };
}

const longOf = ({ frames }: Passage) => frames.filter((each) => each > longFrame);
const percent = (share: number) => `${(share * 100).toFixed(1)} %`;
const sumOf = (values: readonly number[]) => values.reduce((sum, each) => sum + each, 0);
const shareOfLong = (passage: Passage) => sumOf(longOf(passage)) / sumOf(passage.frames);

function framesOf(passage: Passage): string {
  const { frames } = passage;
  return `${percent(shareOfLong(passage))}, in ${longOf(passage).length} of ${frames.length} frames; ${spreadOf(frames, ' ms')}`;
}

function gapsOf({ gaps }: Passage): string {
  return `${percent(sumOf(gaps) / gaps.length)} on average, ${percent(Math.max(...gaps))} at most`;
}

/** Runs in the page: nobody is missing, and the last is in sight. */
function isAtTheEnd(): boolean {
  return !document.querySelector('[data-more]') && scrollY + innerHeight >= document.documentElement.scrollHeight - 2;
}

interface Watched {
  watched: { frames: number[]; gaps: number[]; mostElements: number; isOver: boolean };
}

/** Runs in the page. */
function watchFrames(): void {
  const watched = { frames: [] as number[], gaps: [] as number[], mostElements: 0, isOver: false };
  Object.assign(window, { watched });
  let last: number | undefined;
  const watch = (now: number) => {
    if (watched.isOver) return;
    if (last !== undefined) watched.frames.push(now - last);
    last = now;
    if (watched.frames.length % 20 === 0) {
      watched.mostElements = Math.max(watched.mostElements, document.getElementsByTagName('*').length);
    }
    requestAnimationFrame(watch);
  };
  requestAnimationFrame(watch);
  // Before the page hears of it.
  const look = () => {
    if (watched.isOver) return removeEventListener('scroll', look, { capture: true });
    const cards = document.querySelectorAll('main li');
    const top = Math.max(0, cards[0]?.getBoundingClientRect().top ?? innerHeight);
    const bottom = Math.min(innerHeight, cards[cards.length - 1]?.getBoundingClientRect().bottom ?? 0);
    watched.gaps.push(1 - Math.max(0, bottom - top) / innerHeight);
  };
  addEventListener('scroll', look, { capture: true });
}
