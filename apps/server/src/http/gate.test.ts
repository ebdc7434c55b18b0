import { expect, test } from 'bun:test';
import { createGate } from './gate';

test('what has left makes room, however often', () => {
  const gate = createGate(100);
  for (let n = 0; n < 1000; n += 1) {
    const leave = gate.enter('a', 50);
    expect(leave).not.toBeNull();
    expect(gate.enter('a', 1)).toBeNull();
    leave?.();
  }
});

test('one client gets half of the room, all together the whole', () => {
  const gate = createGate(100);
  expect(gate.enter('a', 51)).toBeNull();
  expect(gate.enter('a', 50)).not.toBeNull();
  expect(gate.enter('b', 40)).not.toBeNull();
  expect(gate.enter('c', 11)).toBeNull();
  expect(gate.enter('c', 10)).not.toBeNull();
});
