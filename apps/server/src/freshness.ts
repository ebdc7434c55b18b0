import { createChangeFeed } from './domain/change-feed';
import { createPictureMemory } from './domain/picture-memory';
import type { Moment } from './memory/lease';
import { openChangeLine } from './storage/change-line';
import type { Connection } from './storage/database';

/** How often whoever listens is told that anything may have changed, while notices may be missed. In milliseconds. */
const unsureEvery = 500;

/**
 * What a process remembers of pictures, kept true by the database's change notices, and the feed of what it hears. ARCHITECTURE.md
 * "Memory is kept true" says how far memory is trusted.
 * @param capacity of the memory, in bytes
 */
export function keepFresh(connection: Connection, capacity: number) {
  const now = (): Moment => ({ monotonic: performance.now(), wall: Date.now() });
  const memory = createPictureMemory(capacity, now);
  const feed = createChangeFeed();
  const { answers } = memory;

  /** Of a user's id, or of a name that leads to one, as in the URL: here, so that it shows before the change is answered, or elsewhere. */
  function changed(name: string): void {
    answers.changed(name);
    feed.tell(name);
  }

  const line = openChangeLine<Moment>(connection, {
    now,
    heard: changed,
    proven: answers.proven,
    lost: answers.lost,
    opened() {
      answers.opened();
      // What changed while nobody listened was not heard, and never will be.
      feed.tell(null);
    },
  });
  const unsure = setInterval(() => {
    if (!answers.vouches(now())) feed.tell(null);
  }, unsureEvery);
  return {
    memory,
    feed,
    changed,
    async close() {
      clearInterval(unsure);
      await line.close();
    },
  };
}
