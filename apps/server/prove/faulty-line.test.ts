import { afterAll, expect, test } from 'bun:test';
import { mkdtempSync, rmSync } from 'node:fs';
import { createConnection, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createFaultyLine } from './faulty-line';

const directory = mkdtempSync(join(tmpdir(), 'visage-prove-line-'));
const path = join(directory, 'echo');
const echo = createServer((socket) => socket.pipe(socket));
await new Promise<void>((listening) => echo.listen(path, listening));
afterAll(() => {
  echo.close();
  rmSync(directory, { recursive: true, force: true });
});

/** Connects under a name; `heard` is what has come back. */
async function connect(port: number, name: string) {
  const socket = createConnection(port, '127.0.0.1');
  const state = { heard: '', isClosed: false, say: (text: string) => socket.write(text) };
  socket.on('data', (chunk: Buffer) => {
    state.heard += chunk.toString('latin1');
  });
  socket.on('error', () => {});
  socket.on('close', () => {
    state.isClosed = true;
  });
  const words = Buffer.from(`application_name\0${name}\0\0`);
  const head = Buffer.alloc(8);
  head.writeInt32BE(8 + words.length, 0);
  head.writeInt32BE(196_608, 4);
  state.say(Buffer.concat([head, words]).toString('latin1'));
  await until(() => state.heard.includes(name));
  return state;
}

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await Bun.sleep(1);
}

test('only what notices come on is shut, cut and let through again', async () => {
  await using line = await createFaultyLine(path);
  const notices = await connect(line.port, 'visage notices');
  const other = await connect(line.port, 'visage');
  expect([line.count('notices'), line.count('all')]).toEqual([1, 2]);

  line.set('notices', 'shut');
  notices.say('one');
  other.say('two');
  await until(() => other.heard.endsWith('two'));
  expect(notices.heard).not.toContain('one');
  line.set('notices', 'open');
  await until(() => notices.heard.endsWith('one'));

  line.cut('notices');
  await until(() => notices.isClosed);
  expect(other.isClosed).toBe(false);
  expect(line.count('all')).toBe(1);
});

test('behind a shut line a connection stays, whatever happens at the other end', async () => {
  await using line = await createFaultyLine(path);
  const other = await connect(line.port, 'visage');
  line.set('all', 'shut');
  other.say('three');
  await Bun.sleep(20);
  expect([other.isClosed, other.heard.includes('three')]).toEqual([false, false]);
  line.cut('all');
  await until(() => other.isClosed);
});
