import { type Seen, see } from './seen';

/** Visitors who ask for the same address again and again until they are stopped. */
export interface Readers {
  /** Settles when each has been answered at least once. */
  reading: Promise<unknown>;
  /** All they saw, in the order in which they asked. */
  stop(): Promise<Seen[]>;
}

export function startReaders(url: string, count = 3): Readers {
  const seen: Seen[] = [];
  let stopped = false;
  const read = async (answered: () => void) => {
    while (!stopped) {
      seen.push(await see(url));
      answered();
      // Room for the others on this machine, and for the change itself.
      await Bun.sleep(2);
    }
  };
  const readers = Array.from({ length: count }, () => {
    const first = Promise.withResolvers<void>();
    const done = read(first.resolve);
    done.catch(first.reject);
    return { first: first.promise, done };
  });
  const done = Promise.all(readers.map((each) => each.done));
  // Whoever stops them is told.
  done.catch(() => {});
  return {
    reading: Promise.all(readers.map((each) => each.first)),
    async stop() {
      stopped = true;
      await done;
      return seen.sort((one, other) => one.askedAt - other.askedAt);
    },
  };
}
