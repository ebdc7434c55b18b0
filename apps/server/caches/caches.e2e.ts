import { afterAll, beforeAll, describe, expect, test } from 'bun:test';
import { image } from '../test/images';
import type { StartCache } from './cache';
import { testChanges } from './changes';
import type { Front } from './front';
import { testKeeping } from './keeping';
import { startNginx } from './nginx';
import { type Origins, startOrigins } from './origins';
import { signUp } from './person';
import { testPrivacy } from './privacy';
import { see } from './seen';
import { testSlowAnswer } from './slow-answer';
import { startVarnish } from './varnish';

const caches: Record<string, StartCache> = { nginx: startNginx, Varnish: startVarnish };
/** Milliseconds in which every process shows what one of them has acknowledged. */
const bounds = { 1: 0, 2: 2000 };

const undo = new AsyncDisposableStack();
const fronts = new Map<string, Front>();
const nameOf = (cache: string, processes: number) => `${cache} in front of ${processes} of them`;
let origins: Origins;

beforeAll(async () => {
  origins = undo.use(await startOrigins(2));
  for (const [name, start] of Object.entries(caches)) {
    for (const [processes, bound] of Object.entries(bounds)) {
      const behind = origins.urls.slice(0, Number(processes));
      const cache = await start(behind);
      undo.defer(cache.stop);
      fronts.set(nameOf(name, Number(processes)), { url: cache.url, origin: behind[0] ?? '', bound });
    }
  }
}, 120_000);

afterAll(() => undo.disposeAsync(), 60_000);

for (const [cache, start] of Object.entries(caches)) {
  testSlowAnswer(cache, start, () => origins.urls[0] ?? '');
  for (const processes of Object.keys(bounds)) {
    const name = nameOf(cache, Number(processes));
    const front = () => {
      const found = fronts.get(name);
      if (!found) throw new Error(`${name} did not start`);
      return found;
    };
    describe(name, () => {
      testKeeping(front);
      testChanges(front);
      testPrivacy(front);
    });
  }
}

// The last, since nothing is there after it.
test('while no Visage answers, no cache shows a picture that it would have to ask about, and each shows versioned ones', async () => {
  const all = [...fronts.values()];
  const person = await signUp(origins.urls[0] ?? '');
  const picture = await person.upload(await image());
  await Bun.sleep(Math.max(...all.map(({ bound }) => bound)));
  const path = `/profile/${person.id}/picture`;
  for (const { url } of all) {
    expect((await see(url + path)).status).toBe(200);
    expect((await see(url + picture.url)).status).toBe(200);
  }
  await origins.stopProcesses();
  for (const { url } of all) {
    expect((await see(url + path)).status).toBeGreaterThanOrEqual(502);
    expect((await see(url + picture.url)).shown).toBe(picture.digest);
  }
});
