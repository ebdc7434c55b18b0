import postgres from 'postgres';

/** What the patched driver (patches/postgres@3.4.9.patch) tells of a pool, and lets do to it. */
export interface Waited {
  /** How often anything has come from the server. */
  heard(): number;
  /** Whether any query waits, for its answer or for a connection. */
  isWaitedFor(): boolean;
  /** Fails all that waits, and drops the connections it waits on. */
  giveUp(error: Error): void;
}

/** The database was asked and has said nothing. `isUnavailable` knows it by its code. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';
  readonly code = 'CONNECT_TIMEOUT';
}

/** In milliseconds. Patience is counted in ticks, so that a process that was itself held up does not blame the database. */
const tick = 100;
/** So many without a byte, and the database is asked whether it is there; so many more, and it is not. */
const quietTicks = 3;
const silentTicks = 8;
/** So many, and a question is asked anew, on a connection of its own: the last one may have been lost with the network. */
const askAgainTicks = 10;

/**
 * Ends the waiting for a database that says nothing at all, be it stopped or behind a network that swallows packets: requests are
 * answered within a second (SPEC section 7). A statement timeout would not do, for nobody would hear of it.
 *
 * A query may take as long as it likes (a lock, an upload through a slow disk) while the database answers others: when nothing has come
 * from it for a while, it is asked something trivial by `ask`, and only if that is not answered either, all that waits fails. What comes
 * meanwhile fails within a tick, until an answer comes.
 */
export function watchForSilence(pool: Waited, probe: { ask(): Promise<boolean>; giveUp(error: Error): void }) {
  let heard = pool.heard();
  let quiet = 0;
  let asked = 0;
  let generation = 0;

  const isThere = () => {
    quiet = 0;
    asked = 0;
    generation += 1;
  };

  function ask(): void {
    if (asked >= askAgainTicks) {
      probe.giveUp(new DatabaseSilent('The database does not answer.'));
      asked = 0;
    }
    asked += 1;
    if (asked > 1) return;
    generation += 1;
    const mine = generation;
    probe.ask().then((answered) => {
      if (mine !== generation) return;
      if (answered) isThere();
      // It could not be asked: again at the next tick.
      else asked = 0;
    });
  }

  const timer = setInterval(() => {
    const now = pool.heard();
    if (now !== heard) {
      heard = now;
      isThere();
    }
    const isSilent = quiet >= silentTicks;
    if (!pool.isWaitedFor() && !isSilent) return isThere();
    quiet += 1;
    if (quiet >= quietTicks) ask();
    if (quiet >= silentTicks) pool.giveUp(new DatabaseSilent('The database does not answer.'));
  }, tick);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}

/** Asks something trivial on a connection of its own, which goes when it is not used. Any answer is one, even a refusal. */
export function createProbe(sql: postgres.Sql) {
  return {
    ask: () =>
      sql`SELECT 1`.then(
        () => true,
        (error) => error instanceof postgres.PostgresError,
      ),
    giveUp: (error: Error) => (sql as unknown as Waited).giveUp(error),
  };
}
