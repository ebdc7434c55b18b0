import type { Recorder } from './asking';
import { type Counts, countAnswer, emptyCounts } from './counts';
import type { Answer, Change, Fault } from './history';
import { judge, type Violation } from './judge';
import type { SendingRecorder } from './sending';
import { createSights } from './sights';

/** A violation, and what was answered on its route at that time. */
export interface Found extends Violation {
  around: Answer[];
}

/** Writes down what happens, has it judged in rounds, and forgets what can no longer matter. */
export interface Notebook extends Recorder, SendingRecorder {
  begun(family: string, begin: number): void;
  settled(change: Change): void;
  fault(fault: Fault): void;
  /** Judges all answers that no unsettled change can explain. */
  round(): void;
  changes: Change[];
  faults: Fault[];
  counts: Counts[];
  violations: Found[];
  /** Why it could not go on, if so: a process has ended, or something never comes right again. */
  breakdown: string | null;
  /** The latest that another process still showed what had been superseded, in ms, with faults at work and without. */
  late: { calm: number; faulty: number };
}

/** The answers told before and after one that is a violation, for so many violations. */
const neighbours = 8;
const toldOf = 1000;
/** In milliseconds. */
const remembered = { changes: 300_000, answers: 30_000 };
/** A fault may be felt for a while after it has been mended: connections are made anew, requests time out. */
const aftermath = 3000;

export function createNotebook(processes: number): Notebook {
  const sights = createSights();
  const pending = new Map<string, number>();
  let unjudged: Answer[] = [];
  let recent: Answer[] = [];
  const book: Notebook = {
    changes: [],
    faults: [],
    counts: Array.from({ length: processes }, emptyCounts),
    violations: [],
    breakdown: null,
    late: { calm: 0, faulty: 0 },

    async record(answer, bytes) {
      countAnswer(book.counts[answer.process] ?? emptyCounts(), answer);
      await sights.see(answer, bytes);
      // Not before it is known what it shows.
      unjudged.push(answer);
    },
    begun: (family, begin) => void pending.set(family, begin),
    settled(change) {
      pending.delete(change.family);
      book.changes.push(change);
    },
    sent(process, outcome) {
      const { writes } = book.counts[process] ?? emptyCounts();
      writes[outcome] += 1;
    },
    fault: (fault) => void book.faults.push(fault),

    round() {
      const until = Math.min(...pending.values(), Number.POSITIVE_INFINITY);
      const answers = unjudged.filter(({ end }) => end < until);
      unjudged = unjudged.filter(({ end }) => end >= until);
      const { violations, late } = judge({ changes: book.changes, answers, marks: sights.marks });
      const now = performance.now();
      recent = [...recent, ...answers].filter(({ end }) => end > now - remembered.answers);
      const all = [...violations, ...answers.filter(isHung).map(hung)];
      book.violations.push(...all.map((each) => ({ ...each, around: around(each) })));
      for (const { answer, by } of late) {
        const kind = faultyDuring(answer, 2000) ? 'faulty' : 'calm';
        book.late[kind] = Math.max(book.late[kind], by);
      }
      book.changes = withoutOld(book.changes, now - remembered.changes);
    },
  };

  function around({ answer }: Violation): Answer[] {
    if (book.violations.length > toldOf) return [];
    const ofRoute = recent.filter(({ route }) => route === answer.route);
    const at = ofRoute.indexOf(answer);
    return ofRoute.slice(Math.max(0, at - neighbours), at + neighbours);
  }

  /** Whether anything was broken while it was asked, or so shortly before that it may still have been felt. */
  function faultyDuring({ start, end }: Answer, before: number): boolean {
    return book.faults.some((fault) => fault.begin < end && start - before < fault.end);
  }

  function isHung(answer: Answer): boolean {
    return answer.lost === 'patience' && !faultyDuring(answer, aftermath);
  }
  return book;
}

function hung(answer: Answer): Violation {
  return { rule: 'hung', message: 'no answer in 10 s, and nothing was broken', answer };
}

/** Drops changes of before `time` that each of their routes has surely left behind since, still before `time`. */
export function withoutOld(changes: readonly Change[], time: number): Change[] {
  const covered = new Set<string>();
  return changes
    .toReversed()
    .filter(({ begin, ack, after }) => {
      const routes = Object.keys(after);
      const isKnown = Number.isFinite(ack);
      const isRecent = (isKnown ? ack : begin) > time;
      const isNeeded = isRecent || routes.some((route) => !covered.has(route));
      if (isKnown && !isRecent) for (const route of routes) covered.add(route);
      return isNeeded;
    })
    .toReversed();
}
