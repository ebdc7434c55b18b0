/** A place in a cache. Whoever holds on to it holds no value that the cache has let go. */
export interface Held<Value> {
  /** Undefined once the cache has let it go. */
  readonly value: Value | undefined;
}

/** Keeps values by key, within a bound of bytes. */
export interface ByteCache<Value> {
  get(key: string): Value | undefined;
  /** As `get`, to look at again without asking for the key. */
  find(key: string): Held<Value> | undefined;
  /** `bytes` is what the value weighs. One heavier than the whole cache is not kept. */
  set(key: string, value: Value, bytes: number): void;
  delete(key: string): void;
  /** What is held weighs this much. */
  readonly bytes: number;
  readonly size: number;
}

interface Item<Value> {
  key: string;
  value: Value | undefined;
  bytes: number;
  /** Asked for since it was last looked at for eviction, up to {@link maxUses}. */
  uses: number;
  queue: Set<Item<Value>>;
}

const maxUses = 3;
/** Of the capacity: where newcomers prove themselves. */
const probationShare = 0.1;

/**
 * S3-FIFO, weighed in bytes (Yang, Zhang, Qiu, Yue and Rashmi, "FIFO queues are all you need for cache eviction", SOSP 2023).
 * A newcomer waits in a small queue and enters the main one only if it is asked for again, so that a scan over every picture
 * (a crawler, a directory scrolled to its end) passes through a tenth of the cache and flushes nothing that people look at. Chosen
 * over LRU, which a scan empties, and over W-TinyLFU and ARC, which do no better in the paper's traces and move entries about
 * on every hit: here a hit counts to three.
 * @param onEvicted is told of each value that is not kept, or no longer, for want of room
 */
export function createByteCache<Value>(
  capacity: number,
  onEvicted: (key: string, value: Value) => void = () => {},
): ByteCache<Value> {
  const items = new Map<string, Item<Value>>();
  // Sets iterate in the order of insertion: they are the queues.
  const probation = new Set<Item<Value>>();
  const main = new Set<Item<Value>>();
  /** Keys that left probation unasked, and their weight: whoever comes back was wanted after all. */
  const ghosts = new Map<string, number>();
  let probationBytes = 0;
  let mainBytes = 0;
  let ghostBytes = 0;

  function enter(item: Item<Value>, queue: Set<Item<Value>>): void {
    item.queue = queue;
    queue.add(item);
    if (queue === main) mainBytes += item.bytes;
    else probationBytes += item.bytes;
  }

  function leave(item: Item<Value>): void {
    item.queue.delete(item);
    if (item.queue === main) mainBytes -= item.bytes;
    else probationBytes -= item.bytes;
  }

  function drop(item: Item<Value>): Value | undefined {
    const { value } = item;
    leave(item);
    items.delete(item.key);
    item.value = undefined;
    return value;
  }

  function evict(item: Item<Value>): void {
    const value = drop(item);
    if (value !== undefined) onEvicted(item.key, value);
  }

  function rememberGhost({ key, bytes }: Item<Value>): void {
    ghosts.set(key, bytes);
    ghostBytes += bytes;
    for (const [oldest, weight] of ghosts) {
      if (ghostBytes <= capacity * (1 - probationShare)) break;
      ghosts.delete(oldest);
      ghostBytes -= weight;
    }
  }

  function evictFromProbation(item: Item<Value>): void {
    if (item.uses > 1) {
      leave(item);
      item.uses = 0;
      enter(item, main);
      return;
    }
    rememberGhost(item);
    evict(item);
  }

  function evictFromMain(item: Item<Value>): void {
    if (item.uses > 0) {
      item.uses -= 1;
      leave(item);
      enter(item, main);
      return;
    }
    evict(item);
  }

  function evictOne(): void {
    const [newcomer] = probation;
    const [oldest] = main;
    if (newcomer && (probationBytes > capacity * probationShare || !oldest)) evictFromProbation(newcomer);
    else if (oldest) evictFromMain(oldest);
  }

  function find(key: string): Item<Value> | undefined {
    const item = items.get(key);
    if (item !== undefined && item.uses < maxUses) item.uses += 1;
    return item;
  }

  return {
    find,
    get: (key) => find(key)?.value,
    set(key, value, bytes) {
      const held = items.get(key);
      if (held) drop(held);
      if (bytes > capacity) {
        onEvicted(key, value);
        return;
      }
      const item: Item<Value> = { key, value, bytes, uses: held?.uses ?? 0, queue: probation };
      const ghost = ghosts.get(key);
      if (ghost !== undefined) {
        ghosts.delete(key);
        ghostBytes -= ghost;
      }
      items.set(key, item);
      enter(item, ghost !== undefined || held?.queue === main ? main : probation);
      while (probationBytes + mainBytes > capacity) evictOne();
    },
    delete(key) {
      const item = items.get(key);
      if (item) drop(item);
    },
    get bytes() {
      return probationBytes + mainBytes;
    },
    get size() {
      return items.size;
    },
  };
}
