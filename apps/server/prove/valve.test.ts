import { expect, test } from 'bun:test';
import { createValve } from './valve';

function watched() {
  const out: string[] = [];
  const valve = createValve(
    (chunk) => out.push(Buffer.from(chunk).toString()),
    () => out.push('end'),
  );
  return { out, valve, push: (text: string) => valve.push(Buffer.from(text)) };
}

test('an open valve lets all through at once', () => {
  const { out, valve, push } = watched();
  push('a');
  valve.end();
  expect(out).toEqual(['a', 'end']);
});

test('behind a shut one all waits, the end too, and comes in order when it opens', () => {
  const { out, valve, push } = watched();
  valve.set('shut');
  push('a');
  push('b');
  valve.end();
  expect(out).toEqual([]);
  valve.set('open');
  expect(out).toEqual(['a', 'b', 'end']);
});

test('a slow one keeps the order, also when it becomes quick', async () => {
  const { out, valve, push } = watched();
  valve.set({ delay: 20 });
  push('a');
  expect(out).toEqual([]);
  await Bun.sleep(60);
  expect(out).toEqual(['a']);
  valve.set({ delay: 60_000 });
  push('b');
  valve.set('open');
  push('c');
  expect(out).toEqual(['a', 'b', 'c']);
});
