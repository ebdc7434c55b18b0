import { formFault } from './form';
import type { Answer, History, Reply } from './history';
import { mismatch } from './matching';
import { type Allowed, allowedFor, behind, type Moment, type Rule, timelinesOf } from './timeline';

/** An answer that the promise forbids. */
export interface Violation {
  rule: Rule | 'form' | 'never existed' | 'ahead' | 'ran back' | 'hung';
  message: string;
  answer: Answer;
}

/** What the judge makes of a history. */
export interface Verdict {
  violations: Violation[];
  /** Answers that showed what had been superseded, as other processes may for 2 s, and for how long it had been, in ms. */
  late: { answer: Answer; by: number }[];
  judged: number;
}

/** Holds every answer of a history against SPEC section 9. Pure; answers that never came are nobody's fault here. */
export function judge({ changes, answers, marks }: History): Verdict {
  const timelines = timelinesOf(changes);
  const verdict: Verdict = { violations: ranBack(answers), late: [], judged: 0 };
  for (const answer of answers) {
    const { reply } = answer;
    if (!reply) continue;
    verdict.judged += 1;
    const fault = formFault(answer, reply);
    if (fault) verdict.violations.push({ rule: 'form', message: fault, answer });
    if (fault || reply.status === 503) continue;
    const timeline = timelines.get(answer.route) ?? [];
    const allowed = allowedFor(answer, timeline);
    const fitting = allowed.moments.findLast(({ shown }) => mismatch(answer, reply, shown, marks) === null);
    if (fitting) {
      const by = behind(answer, fitting, allowed);
      if (by > 0) verdict.late.push({ answer, by });
    } else {
      verdict.violations.push(explain(answer, reply, timeline, allowed, marks));
    }
  }
  return verdict;
}

/** Whether what is shown once was right, or never. */
function explain(
  answer: Answer,
  reply: Reply,
  timeline: Moment[],
  { moments, bound }: Allowed,
  marks: History['marks'],
): Violation {
  const shows = ({ shown }: Moment) => mismatch(answer, reply, shown, marks) === null;
  const oldest = moments[0];
  const place = oldest ? timeline.indexOf(oldest) : 0;
  const former = timeline.slice(0, place).findLastIndex(shows);
  if (former >= 0 && bound) {
    const acks = timeline.slice(former + 1, place + 1).map(({ change }) => change.ack);
    const since = Math.round(answer.start - Math.min(...acks));
    const message = `shows what "${timeline[former]?.change.what}" had left, superseded ${since} ms before it was asked`;
    return { rule: bound, message, answer };
  }
  const later = timeline.slice(place + moments.length).find(shows);
  if (later) return { rule: 'ahead', message: `shows "${later.change.what}" before it was begun`, answer };
  const expected = moments.map(({ shown }) => mismatch(answer, reply, shown, marks)).join('; or ');
  return { rule: 'never existed', message: `expected ${expected || 'nothing of this route yet'}`, answer };
}

/** On one process, the date of one URL never decreases from an answer to one that began after it. */
function ranBack(answers: readonly Answer[]): Violation[] {
  const violations: Violation[] = [];
  const latest = new Map<string, { end: number; date: number }[]>();
  for (const answer of answers.toSorted((one, other) => one.end - other.end)) {
    if (!answer.reply?.lastModified) continue;
    const key = `${answer.process} ${answer.route}?${answer.query}`;
    const seen = latest.get(key) ?? [];
    const date = Date.parse(answer.reply.lastModified);
    const before = seen.findLast(({ end }) => end <= answer.start);
    if (before && before.date > date) {
      const message = `${answer.reply.lastModified} after ${new Date(before.date).toUTCString()}`;
      violations.push({ rule: 'ran back', message, answer });
    }
    seen.push({ end: answer.end, date: Math.max(date, seen.at(-1)?.date ?? 0) });
    latest.set(key, seen);
  }
  return violations;
}
