import { describe, expect, test } from 'bun:test';
import { createLease, leaseMilliseconds } from './lease';

const at = (monotonic: number, wall = monotonic + 1e12) => ({ monotonic, wall });

describe('memory is trusted', () => {
  test('not before a beat has come back', () => {
    const lease = createLease();
    expect(lease.holds(at(0))).toBe(false);
    lease.opened();
    expect(lease.holds(at(0))).toBe(false);
  });

  test('for two seconds from when the beat was sent, not from when it came back', () => {
    const lease = createLease();
    lease.opened();
    lease.proven(at(100));
    expect(lease.holds(at(100 + leaseMilliseconds - 1))).toBe(true);
    expect(lease.holds(at(100 + leaseMilliseconds))).toBe(false);
  });

  test('no shorter for an older beat that comes late', () => {
    const lease = createLease();
    lease.opened();
    lease.proven(at(500));
    lease.proven(at(0));
    expect(lease.holds(at(2400))).toBe(true);
  });

  test('no longer once changes may be missed, nor by a beat of a line that is gone', () => {
    const lease = createLease();
    lease.opened();
    lease.proven(at(0));
    lease.lost();
    expect(lease.holds(at(1))).toBe(false);
    lease.proven(at(2));
    expect(lease.holds(at(3))).toBe(false);
    lease.opened();
    expect(lease.holds(at(4))).toBe(false);
    lease.proven(at(5));
    expect(lease.holds(at(6))).toBe(true);
  });

  test('not after the machine was asleep, however little its monotonic clock tells of it', () => {
    const lease = createLease();
    lease.opened();
    lease.proven(at(0, 1e12));
    expect(lease.holds(at(1500, 1e12 + 1999))).toBe(true);
    expect(lease.holds(at(1500, 1e12 + 2000))).toBe(false);
    expect(lease.holds(at(1, 1e12 + 3_600_000))).toBe(false);
  });

  test('not while the wall clock was set back by more than a second', () => {
    const lease = createLease();
    lease.opened();
    lease.proven(at(0, 1e12));
    expect(lease.holds(at(10, 1e12 - 900))).toBe(true);
    expect(lease.holds(at(10, 1e12 - 1100))).toBe(false);
  });
});

test('what was learnt before a line opened or was lost belongs to another epoch', () => {
  const lease = createLease();
  const epochs = [lease.epoch];
  lease.opened();
  epochs.push(lease.epoch);
  lease.lost();
  epochs.push(lease.epoch);
  expect(new Set(epochs).size).toBe(3);
});
