import type { Answer, Change, Fault, Shown } from './history';
import type { Found, Notebook } from './notebook';

/** Of what is alike, one is told in full, and no more than so many; of the rest, only how many. */
const toldViolations = 5;
/** What is told around a violation, in milliseconds before and after. */
const span = { before: 6000, after: 500 };

type Seconds = (time: number) => string;

/** What was found, in lines for people. Times are seconds since `start`. */
export function reportOf(book: Notebook, start: number): string[] {
  const seconds = (time: number) => (Number.isFinite(time) ? ((time - start) / 1000).toFixed(3) : 'never');
  const { violations, faults, late, breakdown } = book;
  const alike = Map.groupBy(violations, ({ rule, answer }) => `${rule} ${answer.process} ${answer.route}`);
  return [
    ...book.counts.map(
      ({ reads, writes }, at) => `process ${at}: reads: ${tally(reads)}; changes asked for: ${tally(writes)}`,
    ),
    `faults: ${faults.length}`,
    ...faults.map((fault) => `  ${faultLine(fault, seconds)}`),
    `shown longest on another process after it had been superseded: ${Math.round(late.calm)} ms, and ${Math.round(late.faulty)} ms with faults`,
    ...[...alike.values()].slice(0, toldViolations).flatMap((same) => story(same, book, seconds)),
    '',
    ...(breakdown === null ? [] : [`BROKEN DOWN: ${breakdown}`]),
    `violations: ${violations.length}${violations.length > 0 ? `, of ${alike.size} kinds (rule, process and route)` : ''}`,
  ];
}

/** The first of some violations that are alike, and what happened around it. */
function story([first, ...others]: Found[], book: Notebook, seconds: Seconds): string[] {
  if (!first) return [];
  const { rule, message, answer, around } = first;
  const [from, to] = [answer.start - span.before, answer.end + span.after];
  const ofRoute = book.changes.filter(({ after }) => answer.route in after);
  const before = ofRoute.filter((change) => settledAt(change) <= from).slice(-1);
  const changes = ofRoute.filter((change) => settledAt(change) > from && change.begin < to);
  const faults = book.faults.filter(({ begin, end }) => begin < to && end > from);
  return [
    '',
    `VIOLATION of ${rule}: ${message}${others.length > 0 ? ` (and ${others.length} more like this)` : ''}`,
    `  ${answerLine(answer, seconds)}`,
    '  changes of this route:',
    ...[...before, ...changes].map((each) => `    ${changeLine(each, answer.route, seconds)}`),
    '  answers on this route:',
    ...around.map((each) => `    ${answerLine(each, seconds)}`),
    ...(faults.length > 0 ? ['  faults:', ...faults.map((each) => `    ${faultLine(each, seconds)}`)] : []),
  ];
}

function settledAt({ begin, ack }: Change): number {
  return Number.isFinite(ack) ? ack : begin;
}

function tally(counts: object): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${name} ${count}`)
    .join(', ');
}

function changeLine({ what, process, begin, ack, after }: Change, route: string, seconds: Seconds): string {
  const shown = after[route];
  const by = process === null ? 'as the database says' : `by process ${process}`;
  return `${seconds(begin)}–${seconds(ack)} ${by}: ${what} → ${shown ? shownLine(shown) : 'the same'}`;
}

function shownLine({ mark, digest, version, date, person }: Shown): string {
  if (mark === null) return person ? `${person.name} without a picture` : 'nobody';
  const of = date === null ? 'of a date unknown' : `of ${new Date(date * 1000).toUTCString()}`;
  return `picture ${mark}, ETag ${digest?.slice(0, 8)}, ${of}, version ${version}`;
}

function answerLine(answer: Answer, seconds: Seconds): string {
  const { process, method, route, query, condition, start, end, reply, lost } = answer;
  const held = condition?.held.map(({ etag, date }) => `${etag.slice(0, 8)} of ${date}`).join(', ');
  const asks = condition ? ` (holds ${held}; asks by ${condition.by})` : '';
  const came = reply
    ? `${reply.status} ETag ${reply.etag?.slice(0, 8)}, Last-Modified ${reply.lastModified}, ${reply.cacheControl}`
    : `no answer: ${lost}`;
  return `${seconds(start)}–${seconds(end)} process ${process}: ${method} ${route}${query && '?'}${query}${asks} → ${came}`;
}

function faultLine({ what, begin, end }: Fault, seconds: Seconds): string {
  return `${seconds(begin)}–${seconds(end)} ${what}`;
}
