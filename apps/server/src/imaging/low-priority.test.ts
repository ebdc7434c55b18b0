import { expect, setDefaultTimeout, test } from 'bun:test';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import sharp from 'sharp';
import { createImaging } from './imaging';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const linux = test.if(process.platform === 'linux');

linux('the threads that work on pictures have less of the processor than the one that answers', async () => {
  const imaging = createImaging();
  const blank = { width: 600, height: 400, channels: 3 as const, background: '#fff' };
  const file = await sharp({ create: blank }).jpeg().toBuffer();
  // The first may start threads, which the next ones find.
  for (let upload = 0; upload < 3; upload += 1) await imaging.normalize(file, 'image/jpeg');
  const threads = readdirSync('/proc/self/task').flatMap((thread) => {
    try {
      const name = readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim();
      return [{ name, niceness: getPriority(Number(thread)) }];
    } catch {
      // It has just ended.
      return [];
    }
  });
  expect(threads.find(({ name }) => name.startsWith('libvips'))?.niceness).toBe(getPriority() + 10);
  expect(threads.find(({ name }) => name.startsWith('Bun Pool'))?.niceness).toBe(getPriority() + 10);
  expect(getPriority()).toBe(getPriority(process.pid));
});
