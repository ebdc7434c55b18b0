/** Keeps values by key, within a bound of bytes. */
export interface ByteCache<Value> {
  get(key: string): Value | undefined;
  /** `bytes` is what the value weighs. One heavier than the whole cache is not kept. */
  set(key: string, value: Value, bytes: number): void;
  delete(key: string): void;
  /** What is held weighs this much. */
  readonly bytes: number;
  readonly size: number;
}

interface Item<Value> {
  key: string;
  value: Value;
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

  function drop(item: Item<Value>): void {
    leave(item);
    items.delete(item.key);
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
    drop(item);
    rememberGhost(item);
    onEvicted(item.key, item.value);
  }

  function evictFromMain(item: Item<Value>): void {
    if (item.uses > 0) {
      item.uses -= 1;
      leave(item);
      enter(item, main);
      return;
    }
    drop(item);
    onEvicted(item.key, item.value);
  }

  function evictOne(): void {
    const [newcomer] = probation;
    const [oldest] = main;
    if (newcomer && (probationBytes > capacity * probationShare || !oldest)) evictFromProbation(newcomer);
    else if (oldest) evictFromMain(oldest);
  }

  return {
    get(key) {
      const item = items.get(key);
      if (item === undefined) return undefined;
      if (item.uses < maxUses) item.uses += 1;
      return item.value;
    },
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
