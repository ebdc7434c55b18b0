import type { Answer, Change, Shown } from './history';

/** SPEC section 9.3, in milliseconds. */
const everywhereWithin = 2000;

/** What one route has shown, oldest first. */
export type Timeline = Moment[];

export interface Moment {
  change: Change;
  shown: Shown;
}

/** Which rule of SPEC section 9 forbids an answer to be older than a moment. */
export type Rule = '9.1' | '9.2' | '9.3';

/** What an answer may show. */
export interface Allowed {
  moments: Moment[];
  /** What makes the oldest of them the oldest; null when nothing does. */
  bound: Rule | null;
}

/** The timeline of every route. A route that nobody has touched has none. */
export function timelinesOf(changes: readonly Change[]): Map<string, Timeline> {
  const timelines = new Map<string, Timeline>();
  for (const change of changes) {
    for (const [route, shown] of Object.entries(change.after)) {
      const timeline = timelines.get(route);
      if (timeline) timeline.push({ change, shown });
      else timelines.set(route, [{ change, shown }]);
    }
  }
  return timelines;
}

/** Everything that was made, or was being made, before the answer ended and that no rule had ruled out when it began. */
export function allowedFor(answer: Answer, timeline: Timeline): Allowed {
  const newest = timeline.findLastIndex(({ change }) => change.begin <= answer.end);
  const oldest = timeline.findLastIndex((moment) => boundBy(answer, moment) !== null);
  const bounding = timeline[oldest];
  return {
    moments: timeline.slice(Math.max(0, oldest), newest + 1),
    bound: bounding ? boundBy(answer, bounding) : null,
  };
}

/** How long the moment after this one had been acknowledged when the answer began, in ms; 0 for the newest. */
export function behind(answer: Answer, moment: Moment, { moments }: Allowed): number {
  const later = moments.slice(moments.indexOf(moment) + 1).map(({ change }) => answer.start - change.ack);
  return Math.max(0, ...later);
}

function boundBy(answer: Answer, { change, shown }: Moment): Rule | null {
  if (change.ack > answer.start) return null;
  if (change.process === answer.process) return '9.1';
  if (change.ack + everywhereWithin <= answer.start) return '9.3';
  const version = new URLSearchParams(answer.query).get('v');
  return version !== null && version === shown.version ? '9.2' : null;
}
