export type Random = (bound: number) => number;

/** Whole numbers from 0 to below a bound, the same from the same seed (xorshift32, Marsaglia 2003). */
export function randomFrom(seed: number): Random {
  let state = seed | 1;
  return (bound) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % bound;
  };
}

type Mutation = (file: Uint8Array, random: Random, other: Uint8Array) => Uint8Array;

/** Numbers at which lengths and sizes go wrong. */
const edges = [0, 1, 0x7f, 0x80, 0xff];

const mutations: readonly Mutation[] = [
  function flip(file, random) {
    const copy = Uint8Array.from(file);
    for (let count = 1 + random(8); count > 0; count--) {
      const at = random(copy.length);
      copy[at] = (copy[at] ?? 0) ^ (1 << random(8));
    }
    return copy;
  },
  function setEdges(file, random) {
    const copy = Uint8Array.from(file);
    // Headers are where most goes wrong, so half of it happens there.
    const at = random(random(2) ? copy.length : Math.min(copy.length, 400));
    copy.fill(edges[random(edges.length)] ?? 0, at, at + 1 + random(4));
    return copy;
  },
  function truncate(file, random) {
    return file.slice(0, random(file.length));
  },
  function insertBytes(file, random) {
    const at = random(file.length);
    const inserted = Uint8Array.from({ length: 1 + random(40) }, () => random(256));
    return Buffer.concat([file.subarray(0, at), inserted, file.subarray(at)]);
  },
  function remove(file, random) {
    const at = random(file.length);
    return Buffer.concat([file.subarray(0, at), file.subarray(at + 1 + random(40))]);
  },
  function duplicate(file, random) {
    const at = random(file.length);
    const end = at + 1 + random(200);
    return Buffer.concat([file.subarray(0, end), file.subarray(at)]);
  },
  function splice(file, random, other) {
    return Buffer.concat([file.subarray(0, random(file.length)), other.subarray(random(other.length))]);
  },
];

/** `file` damaged in one to three ways. */
export function mutate(file: Uint8Array, other: Uint8Array, random: Random): Uint8Array {
  let damaged = file;
  for (let count = 1 + random(3); count > 0 && damaged.length > 0; count--)
    damaged = mutations[random(mutations.length)]?.(damaged, random, other) ?? damaged;
  return damaged;
}
