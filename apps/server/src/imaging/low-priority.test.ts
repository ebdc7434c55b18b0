import { expect, test } from 'bun:test';
import { readdirSync, readFileSync } from 'node:fs';
import { getPriority } from 'node:os';
import sharp from 'sharp';
import { createImaging } from './imaging';

const linux = test.if(process.platform === 'linux');

linux('the threads that work on pictures have less of the processor than the one that answers', async () => {
  const imaging = createImaging();
  const blank = { width: 600, height: 400, channels: 3 as const, background: '#fff' };
  const file = await sharp({ create: blank }).jpeg().toBuffer();
  // The first may start threads, which the next ones find.
  for (let upload = 0; upload < 3; upload += 1) await imaging.normalize(file, 'image/jpeg');
  const threads = readdirSync('/proc/self/task').map((thread) => ({
    name: readFileSync(`/proc/self/task/${thread}/comm`, 'utf8').trim(),
    niceness: getPriority(Number(thread)),
  }));
  expect(threads.find(({ name }) => name.startsWith('libvips'))?.niceness).toBe(getPriority() + 10);
  expect(threads.find(({ name }) => name.startsWith('Bun Pool'))?.niceness).toBe(getPriority() + 10);
  expect(getPriority()).toBe(getPriority(process.pid));
});
