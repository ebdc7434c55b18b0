import postgres from 'postgres';
import type { Connection } from './database';

/** What the change line tells. `Sent` is whatever `now` gives, handed back. */
export interface ChangeListener<Sent> {
  now(): Sent;
  /** Changes from now on will be heard of. */
  opened(): void;
  /** Something has changed: a user's id, `@handle`, or another kind of name with its kind before a colon. */
  heard(name: string): void;
  /** A beat sent then, after `opened`, has come back: every change committed before it has been heard of. */
  proven(sent: Sent): void;
  /** Changes may be missed from now on. */
  lost(): void;
}

export interface ChangeLine {
  close(): Promise<void>;
}

/** How often a beat is sent, and how long none may come back before the line is given up, in milliseconds. */
const beatEvery = 500;
const silentFor = 2000;
/** Between the end of a line and the next try, in milliseconds. */
const againAfter = 250;

const changeChannel = 'visage_change';

/**
 * Listens for change notices (drizzle/0003_change_notices.sql) on a connection of its own, and proves twice a second that they
 * arrive, by notices sent over a second one. The first says nothing after its LISTEN: a transaction pooler hands on what comes in answer to a
 * query, beats too if they were sent there, and drops what comes unasked, which is every change. A line that is cut, silent, or leads to such
 * a pooler proves nothing, and is given up for a new one. Never fails: whoever listens is told `lost`.
 */
export function openChangeLine<Sent>(connection: Connection, listener: ChangeListener<Sent>): ChangeLine {
  const closing = new AbortController();
  const running = (async () => {
    while (!closing.signal.aborted) {
      await hold(connection, listener, closing.signal).catch(() => {
        // Refused, timed out or cut: all the same, and said by `lost`.
      });
      listener.lost();
      if (!closing.signal.aborted) await sleep(againAfter, closing.signal);
    }
  })();
  return {
    close: () => {
      closing.abort();
      return running;
    },
  };
}

/** One line, from its connection to its end. */
async function hold<Sent>(connection: Connection, listener: ChangeListener<Sent>, closing: AbortSignal): Promise<void> {
  const ending = new AbortController();
  const ended = AbortSignal.any([closing, ending.signal]);
  // Of this line alone: postgres.js reconnects without a word, and a beat sent then has nobody who listens for it.
  const beatChannel = `visage_beat_${crypto.randomUUID().replaceAll('-', '')}`;
  const sent = new Map<string, Sent>();
  let heardAt = performance.now();
  const options: postgres.Options<Record<string, never>> = {
    max: 1,
    connect_timeout: 1,
    idle_timeout: 0,
    max_lifetime: null,
    fetch_types: false,
    // Through a pooler a prepared statement may be someone else's.
    prepare: false,
    connection: { application_name: 'visage notices' },
    onnotice: () => {},
    onclose: () => ending.abort(),
  };
  const onnotify = (channel: string, payload: string) => {
    if (channel === changeChannel) return listener.heard(payload);
    const at = sent.get(payload);
    if (at === undefined || ended.aborted) return;
    sent.delete(payload);
    heardAt = performance.now();
    listener.proven(at);
  };
  const open = (more: object) =>
    typeof connection === 'string'
      ? postgres(connection, { ...options, ...more })
      : postgres({ ...connection, ...options, ...more });
  const listening = open({ onnotify });
  const beating = open({});
  try {
    await within(silentFor, ended, listening.unsafe(`LISTEN ${changeChannel}; LISTEN ${beatChannel}`));
    heardAt = performance.now();
    listener.opened();
    for (let beat = 0; !ended.aborted && performance.now() - heardAt < silentFor; beat += 1) {
      sent.set(String(beat), listener.now());
      // Not waited for: a black hole answers nothing. What it comes to is told by its return, or by silence.
      beating`SELECT pg_notify(${beatChannel}, ${String(beat)})`.catch(() => ending.abort());
      await sleep(beatEvery, ended);
    }
  } finally {
    ending.abort();
    await Promise.allSettled([listening.end({ timeout: 0 }), beating.end({ timeout: 0 })]);
  }
}

async function within<Result>(milliseconds: number, ended: AbortSignal, promise: Promise<Result>): Promise<Result> {
  const tooLate = sleep(milliseconds, ended).then(() => {
    throw new Error('The change line did not open in time.');
  });
  return Promise.race([promise, tooLate]);
}

/** Ends early, without an error, when `ended` is aborted. */
function sleep(milliseconds: number, ended: AbortSignal): Promise<void> {
  if (ended.aborted) return Promise.resolve();
  return new Promise((resolve) => {
    const stop = () => {
      clearTimeout(timer);
      ended.removeEventListener('abort', stop);
      resolve();
    };
    const timer = setTimeout(stop, milliseconds);
    ended.addEventListener('abort', stop);
  });
}
