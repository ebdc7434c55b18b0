import type { Line, WatchedPool } from './watched-pool';

/** The database was asked and has said nothing. `isUnavailable` knows it by its code. */
export class DatabaseSilent extends Error {
  override readonly name = 'DatabaseSilent';
  readonly code = 'CONNECT_TIMEOUT';
}

/** Asks a database whether it is there, and which of these of its processes are at work. */
export interface Probe {
  /** Null when it could not be asked; `'unknown'` when it is there and does not say which. */
  ask(processes: readonly number[]): Promise<ReadonlySet<number> | 'unknown' | null>;
  /** The connection that it asks on: what comes on it while it connects is a sign of life, too. */
  line: Pick<Line, 'heard'>;
  /** For a question that was lost. */
  giveUp(error: Error): void;
}

/**
 * Patience, in one place. It is counted in ticks, so that a process that was itself held up does not blame the database. Together they
 * make 0.7 s, which leaves a request that also has other things to do within the second that SPEC section 7 allows.
 */
const tick = 100;
/** So many without a byte on a connection that waits for one, and the database is asked; as often again, while that stays so. */
const quietTicks = 3;
/** So many without an answer to that, nor a byte on any connection, and the database is silent. */
const unansweredTicks = 4;
/** So many answers in a row that nobody works on what a connection waits for, and the connection is dead. Packets may be late, and be sent again. */
const idleAnswers = 3;
/** So many, and the question itself may have been lost: it is put again, on a new connection. Connecting takes several trips. */
const askAgainTicks = 10;
/** What is on its way to the database takes time, in which nobody works on it: a tick for so many bytes, as if no line were slower than 2 MB a second. */
const bytesInTick = 200_000;

/** One connection, as it was found at the last tick. */
interface Watched {
  line: Line;
  heard: number;
  /** Ticks that it has waited without hearing anything. */
  quiet: number;
  /** Answers since then by which nobody works on it. */
  idle: number;
}

/**
 * Ends the waiting for a database that says nothing at all, be it stopped or behind a network that swallows packets, and for a single
 * connection that is dead without having been closed. Timeouts would not do: a statement may take as long as it likes (a lock, an
 * export, a search) while the database works on it, and what the database ends for taking too long nobody would hear of.
 *
 * So when nothing has come on a connection for a while, the database is asked by `probe` what it works on. If it does not answer, all
 * that waits fails, and what comes meanwhile fails within a tick, until it answers. If it answers again and again that it does not work on
 * what a connection waits for, that connection is dropped, with what waits on it.
 */
export function watchForSilence(pool: WatchedPool, probe: Probe) {
  const lines: Watched[] = pool.lines.map((line) => ({ line, heard: line.heard, quiet: 0, idle: 0 }));
  /** Ticks since the open question was put; null when none is open. */
  let asked: number | null = null;
  /** Ticks in which a question was open, or should have been, and nobody has said anything. */
  let unanswered = 0;
  let probeHeard = probe.line.heard;
  /** Ticks until the next question. */
  let rest = 0;

  const silent = () => new DatabaseSilent('The database does not answer.');

  function listen(each: Watched): void {
    const { line } = each;
    if (line.heard !== each.heard) unanswered = 0;
    if (line.heard === each.heard && line.isWaiting()) each.quiet += 1;
    else Object.assign(each, { heard: line.heard, quiet: 0, idle: 0 });
  }

  function ask(doubtful: readonly Watched[]): void {
    asked = 0;
    const processes = doubtful.flatMap(({ line }) => line.pid() ?? []);
    void probe.ask(processes).then((working) => {
      asked = null;
      if (working === null) return;
      unanswered = 0;
      rest = quietTicks - 1;
      if (working !== 'unknown') for (const each of doubtful) judge(each, working);
    });
  }

  function judge(each: Watched, working: ReadonlySet<number>): void {
    const { line, heard, quiet } = each;
    const process = line.pid();
    // Without one it is still connecting, which has a limit of its own.
    if (process === null || line.heard !== heard || !line.isWaiting()) return;
    each.idle = working.has(process) || quiet < line.unheard / bytesInTick ? 0 : each.idle + 1;
    if (each.idle >= idleAnswers) line.giveUp(silent());
  }

  const timer = setInterval(() => {
    for (const each of lines) listen(each);
    if (probe.line.heard !== probeHeard) unanswered = 0;
    probeHeard = probe.line.heard;
    const doubtful = lines.filter(({ quiet }) => quiet >= quietTicks);
    if (doubtful.length === 0 && unanswered === 0) return;
    if (unanswered === 0 && rest > 0) {
      rest -= 1;
      return;
    }
    unanswered += 1;
    if (asked === null) ask(doubtful);
    else asked += 1;
    if (asked !== null && asked >= askAgainTicks) probe.giveUp(silent());
    if (unanswered > unansweredTicks) pool.giveUp(silent());
  }, tick);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
