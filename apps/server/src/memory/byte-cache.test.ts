import { describe, expect, test } from 'bun:test';
import fc from 'fast-check';
import { createByteCache } from './byte-cache';

describe('a cache of bytes', () => {
  test('keeps what fits and gives it back', () => {
    const cache = createByteCache<string>(100);
    cache.set('a', 'A', 40);
    cache.set('b', 'B', 60);
    expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['A', 'B', undefined]);
    expect(cache.bytes).toBe(100);
  });

  test('keeps nothing at capacity 0, and nothing heavier than itself, and says so', () => {
    for (const capacity of [0, 10]) {
      const evicted: string[] = [];
      const cache = createByteCache<string>(capacity, (key) => evicted.push(key));
      cache.set('a', 'A', 11);
      expect(cache.get('a')).toBeUndefined();
      expect(evicted).toEqual(['a']);
    }
  });

  test('what is set again is weighed anew', () => {
    const cache = createByteCache<string>(100);
    cache.set('a', 'A', 80);
    cache.set('a', 'B', 10);
    expect(cache.get('a')).toBe('B');
    expect(cache.bytes).toBe(10);
  });

  test('a scan over everything flushes nothing that is asked for again and again', () => {
    const cache = createByteCache<number>(1000);
    const popular = Array.from({ length: 50 }, (_, at) => `popular ${at}`);
    for (let round = 0; round < 4; round += 1)
      for (const [at, key] of popular.entries()) if (cache.get(key) === undefined) cache.set(key, at, 10);
    for (let at = 0; at < 10_000; at += 1) {
      const key = `scanned ${at}`;
      if (cache.get(key) === undefined) cache.set(key, at, 10);
    }
    expect(popular.filter((key) => cache.get(key) !== undefined)).toEqual(popular);
  });

  test('who comes back soon after leaving is kept longer', () => {
    const cache = createByteCache<number>(100);
    for (let at = 0; at < 10; at += 1) cache.set(`old ${at}`, at, 10);
    cache.set('one more', 1, 10);
    expect(cache.get('old 0')).toBeUndefined();
    cache.set('old 0', 0, 10);
    for (let at = 0; at < 5; at += 1) cache.set(`new ${at}`, at, 10);
    expect(cache.get('old 0')).toBe(0);
  });

  test('never holds more than its capacity, nor anything it was told to forget, whatever is done with it', () => {
    const key = fc.integer({ min: 0, max: 30 }).map(String);
    const deed = fc.oneof(
      fc.record({ do: fc.constant('set' as const), key, bytes: fc.integer({ min: 0, max: 60 }) }),
      fc.record({ do: fc.constant('get' as const), key }),
      fc.record({ do: fc.constant('delete' as const), key }),
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 300 }), (deeds) => {
        const held = new Map<string, number>();
        const cache = createByteCache<number>(200, (evicted) => held.delete(evicted));
        for (const [at, each] of deeds.entries()) {
          if (each.do === 'set') {
            held.set(each.key, at);
            cache.set(each.key, at, each.bytes);
          } else if (each.do === 'delete') {
            cache.delete(each.key);
            held.delete(each.key);
          } else expect(cache.get(each.key)).toBe(held.get(each.key));
          expect(cache.bytes).toBeLessThanOrEqual(200);
          expect(cache.size).toBe(held.size);
        }
      }),
    );
  });
});
