import { expect } from 'bun:test';
import type { Front } from './front';
import { startReaders } from './readers';
import { type Seen, see } from './seen';

/** Readers go on for so long after the bound, in milliseconds, since an older body may come back. */
const watchedFor = 300;

/**
 * Makes a change while visitors ask the cache for these addresses without a pause, and holds what they are shown to what the
 * Visage that made the change answers itself: from its acknowledgement on with one process, from 2 s later on with several.
 * Answers what is shown since, in the order of `paths`.
 */
export async function changed(front: Front, paths: readonly string[], change: () => Promise<unknown>): Promise<Seen[]> {
  const atOrigin = () => Promise.all(paths.map((path) => see(front.origin + path)));
  const before = await atOrigin();
  const readers = paths.map((path) => startReaders(front.url + path));
  await Promise.all(readers.map((each) => each.reading));

  await change();
  const acknowledged = performance.now();
  const after = await atOrigin();
  const next = await Promise.all(paths.map((path) => see(front.url + path)));
  await Bun.sleep(Math.max(0, acknowledged + front.bound + watchedFor - performance.now()));
  const told = await Promise.all(readers.map((each) => each.stop()));
  const last = await Promise.all(paths.map((path) => see(front.url + path)));

  for (const [index, path] of paths.entries()) {
    const old = before[index]?.shown ?? '';
    const fresh = after[index]?.shown ?? '';
    for (const { askedAt, shown } of [told[index], next[index], last[index]].flatMap((each) => each ?? [])) {
      const late = askedAt - acknowledged;
      const allowed = late >= front.bound ? [fresh] : [old, fresh];
      if (!allowed.includes(shown)) expect(`${path} ${Math.round(late)} ms after: ${shown}`).toBe(`${allowed}`);
    }
  }
  return after;
}
