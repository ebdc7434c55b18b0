import { createByteCache } from './byte-cache';
import { createLease, type Moment } from './lease';

/** A read of the database under way, as seen from the notices that come meanwhile. */
export interface Reading {
  /** Whether one of these names has changed since it began: what it brings may be older than what is known by now. */
  isOvertakenFor(names: readonly string[]): boolean;
}

/** What a read of the database brings. */
export interface Brought<Answer> {
  readonly answer: Answer;
  /** What the answer depends on, as changes are announced. */
  names: readonly string[];
  /** Names the answer, as no other was or will be named; null where it has none. */
  version: string | null;
}

/** What is remembered under a key. */
export interface Recollection<Answer> {
  readonly answer: Answer;
  /** Versions that were asked for and are not its own. They never will be, since no version is used twice. */
  readonly outdated: ReadonlySet<string>;
}

/**
 * The answers that a process remembers, and when it may vouch for them (SPEC section 9). No I/O and no clock of its own. `name`
 * is what changes are announced by: a user's id, or a name that leads to one, as in the URL.
 */
export interface Answers<Answer> {
  /** Undefined where nothing is remembered. */
  recall(key: string): Recollection<Answer> | undefined;
  /** Whether it may be used without asking the database; may be asked again and again of the same. */
  vouchesFor(recollection: Recollection<Answer>, now: Moment): boolean;
  /** Before a read of the database. To be ended by `done` whatever comes of it. */
  begin(): Reading;
  /**
   * Remembers what a read brought, unless any of the `names` it depends on has changed since that read began: then it may be older
   * than what is known. Two answers of one key with the same names and version are the same. Answers whether it was kept.
   */
  keep(reading: Reading, key: string, what: Brought<Answer>): boolean;
  done(reading: Reading): void;
  /** A read that began after someone asked for this version has brought another. */
  outdate(key: string, version: string): void;
  /** Something has changed, here or elsewhere: forgets all that depends on it, and makes reads under way worthless for it. */
  changed(name: string): void;
  /** See `Lease`. */
  opened(): void;
  proven(sent: Moment): void;
  lost(): void;
  /** Whether memory may be used at all. */
  vouches(now: Moment): boolean;
  /**
   * Grows whenever something that was remembered no longer is, or is no longer vouched for in another epoch. What was vouched for at
   * the same revision is so still, for as long as memory may be used: who asks that often need not look at what is remembered.
   */
  revision(): number;
  readonly size: number;
  /** What they take, roughly. */
  readonly bytes: number;
}

interface Kept<Answer> extends Recollection<Answer>, Brought<Answer> {
  /** Of the lease, when it was read. */
  epoch: number;
  outdated: Set<string>;
  /** False once it was forgotten. */
  isKept: boolean;
}

interface OpenReading extends Reading {
  epoch: number;
  /** Names that have changed since it began. */
  changed: Set<string>;
}

/** What an answer without its bytes takes, roughly, in memory. */
const answerBytes = 1024;
/** Old versions remembered of one answer. Links to more of them than that each cost a look at the database. */
const maxOutdated = 16;

function isEqual(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, at) => name === other[at]);
}

/** @param capacity in bytes; 0 remembers nothing */
export function createAnswers<Answer>(capacity: number): Answers<Answer> {
  const lease = createLease();
  const readings = new Set<OpenReading>();
  /** Name → keys of what depends on it. */
  const dependants = new Map<string, Set<string>>();
  let revision = 0;
  const kept = createByteCache<Kept<Answer>>(capacity, forgotten);

  function forgetNames(key: string, names: readonly string[]): void {
    for (const name of names) {
      const keys = dependants.get(name);
      keys?.delete(key);
      if (keys?.size === 0) dependants.delete(name);
    }
  }

  function forgotten(key: string, held: Kept<Answer>): void {
    held.isKept = false;
    revision += 1;
    forgetNames(key, held.names);
  }

  function forget(key: string): void {
    const held = kept.get(key);
    if (!held) return;
    kept.delete(key);
    forgotten(key, held);
  }

  return {
    recall: kept.get,

    vouchesFor(recollection, now) {
      const { isKept, epoch } = recollection as Kept<Answer>;
      return isKept && epoch === lease.epoch && lease.holds(now);
    },

    begin() {
      const reading: OpenReading = {
        epoch: lease.epoch,
        changed: new Set(),
        isOvertakenFor: (names) => names.some((name) => reading.changed.has(name)),
      };
      readings.add(reading);
      return reading;
    },

    keep(reading, key, { answer, names, version }) {
      const { epoch } = reading as OpenReading;
      // A fill that races a change never installs the older picture (SPEC 9.4). Of a change in another epoch nothing was heard.
      if (!readings.has(reading as OpenReading) || epoch !== lease.epoch) return false;
      if (reading.isOvertakenFor(names)) return false;
      const held = kept.get(key);
      const isSame = held !== undefined && held.version === version && isEqual(held.names, names);
      // Nothing to learn: the place it has, and whoever holds on to it, stay as they are.
      if (isSame && held.epoch === epoch) return true;
      if (held) forgotten(key, held);
      for (const name of names) {
        const keys = dependants.get(name) ?? new Set();
        dependants.set(name, keys.add(key));
      }
      const outdated = isSame ? held.outdated : new Set<string>();
      kept.set(key, { answer, names, version, epoch, outdated, isKept: true }, answerBytes);
      return true;
    },

    done(reading) {
      readings.delete(reading as OpenReading);
    },

    outdate(key, version) {
      const outdated = kept.get(key)?.outdated;
      if (outdated && outdated.size < maxOutdated) outdated.add(version);
    },

    changed(name) {
      for (const reading of readings) reading.changed.add(name);
      for (const key of dependants.get(name) ?? []) forget(key);
    },

    opened() {
      lease.opened();
      revision += 1;
    },
    proven: lease.proven,
    lost() {
      lease.lost();
      revision += 1;
    },
    vouches: lease.holds,
    revision: () => revision,
    get size() {
      return kept.size;
    },
    get bytes() {
      return kept.bytes;
    },
  };
}
