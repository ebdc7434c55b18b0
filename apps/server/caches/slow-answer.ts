import { expect, test } from 'bun:test';
import { image } from '../test/images';
import type { StartCache } from './cache';
import { signUp } from './person';
import { see } from './seen';
import { startSlowOrigin } from './slow-origin';

/** Caches like to answer those who wait with what the first of them is told, which was asked for before the last of them came. */
export function testSlowAnswer(name: string, start: StartCache, origin: () => string): void {
  for (const isKept of [true, false]) {
    const before = isKept ? 'a picture it keeps' : 'a picture it has never seen';
    test(`${name} never answers with what it asked about ${before} before a change, however late that comes`, async () => {
      await using undo = new AsyncDisposableStack();
      const slow = startSlowOrigin(origin());
      undo.defer(slow.stop);
      const cache = await start([slow.url]);
      undo.defer(cache.stop);
      const person = await signUp(origin());
      const url = `${cache.url}/profile/${person.id}/picture`;
      await person.upload(await image());
      if (isKept) await see(url);

      const held = slow.holdNext();
      const early = see(url);
      await held.answered;
      const next = await person.upload(await image());
      const late = Array.from({ length: 4 }, () => see(url));
      // Long enough to have reached the cache; the test holds however long it takes.
      await Bun.sleep(100);
      held.release();
      await early;
      const seen = await Promise.all(late);
      expect(new Set(seen.map(({ shown }) => shown))).toEqual(new Set([next.digest]));
      expect((await see(url)).shown).toBe(next.digest);
    });
  }
}
