import type { Page } from 'playwright-core';

/** How much slower the page's processor is made. */
export const slowdown = 6;

/** Makes a page as slow as a weak phone, and counts from then on how long people wait to see what they did. */
export async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowdown });
  await page.evaluate(watch);
  // What the page still had to do must not count as what the interaction costs.
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(() => resolve(null), { timeout: 5000 })));
}

/** Milliseconds from the slowest of what was done since to the paint that followed it. @throws if nothing was done */
export async function slowestPaint(page: Page): Promise<number> {
  return page.evaluate(async () => {
    const { paints } = window as unknown as Watched;
    const nextFrame = () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)));
    // The browser tells of an interaction one frame after its paint.
    for (let frame = 0; frame < 3; frame += 1) await nextFrame();
    await new Promise((resolve) => setTimeout(resolve, 200));
    if (paints.count === 0) throw new Error('Nothing was done.');
    return paints.slowest;
  });
}

interface Watched {
  paints: { count: number; slowest: number };
}

/** Runs in the page. */
function watch(): void {
  const paints = { count: 0, slowest: 0 };
  Object.assign(window, { paints });
  const note = (duration: number) => {
    paints.count += 1;
    paints.slowest = Math.max(paints.slowest, duration);
  };
  // Clicks, taps and keys, as the browser itself reports them for "interaction to next paint" (Event Timing), in steps of 8 ms.
  // It tells of none that takes under 16 ms.
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      const { interactionId = 0 } = entry as PerformanceEntry & { interactionId?: number };
      if (interactionId > 0) note(entry.duration);
    }
  }).observe({ type: 'event', durationThreshold: 16 } as PerformanceObserverInit);
  // Choosing a file is none to it: from the event to the first paint after.
  addEventListener(
    'change',
    ({ target, timeStamp }) => {
      if (!(target instanceof HTMLInputElement) || target.type !== 'file') return;
      requestAnimationFrame(() => setTimeout(() => note(performance.now() - timeStamp)));
    },
    { capture: true },
  );
  // Any press counts, also one too quick to be told of.
  for (const type of ['click', 'keydown']) addEventListener(type, () => note(0), { capture: true });
}
