import { expect, test } from 'bun:test';
import type { Answer, Change, Shown } from '../prove/history';
import { nobody } from '../prove/history';
import { judge } from './judge';
import type { Ledger } from './ledger';
import type { Outcome } from './outcome';
import type { Story } from './story';

const route = '/profile/ada/picture';
const dateOf = (second: number) => new Date(second * 1000).toUTCString();
const person = { id: 'ada', name: 'Ada' };
const picture = (n: number): Shown => ({ mark: n, digest: `digest${n}`, version: `v${n}`, date: n, person });
const change = (begin: number, n: number, more: Partial<Change> = {}): Change => ({
  ...{ family: 'ada', what: `upload of ${n}`, process: null, begin, ack: begin + 100, after: { [route]: picture(n) } },
  ...more,
});
const shows = (start: number, n: number): Answer => ({
  ...{ process: start, route, query: '', method: 'GET', condition: null, start, end: start + 10 },
  reply: {
    ...{ status: 200, etag: `digest${n}`, lastModified: dateOf(n), cacheControl: 'public, no-cache', retryAfter: null },
    body: `digest${n}`,
  },
});
const outcome = (start: number, more: Partial<Outcome> = {}): Outcome => ({
  ...{ kind: 'upload', start, end: start + 20, status: 200, retryAfter: null, lost: null, words: '' },
  ...more,
});
const refusal = (start: number, more: Partial<Outcome> = {}) =>
  outcome(start, { status: 503, retryAfter: '1', ...more });
const ledger = (more: Partial<Ledger> = {}): Ledger => ({
  owner: 'Ada',
  attempts: [
    { mark: 1, id: 'one' },
    { mark: 2, id: null },
    { mark: 3, id: 'three' },
  ],
  stored: { current: 'three', pictures: ['one', 'three'] },
  ...more,
});

/** Broken from 10,000 to 15,000, felt by one upload, and all as it must be. */
const sound: Story = {
  times: { begun: 0, broken: 10_000, mended: 15_000, over: 20_000 },
  outcomes: [outcome(5000), refusal(12_000), outcome(17_000)],
  history: {
    changes: [change(-100, 1), change(9000, 3)],
    answers: [shows(5000, 1), shows(18_000, 3)],
    marks: new Map([
      ['digest1', 1],
      ['digest3', 3],
    ]),
  },
  aftermath: { ledgers: [ledger()], lost: [], halfDone: [] },
  ...{ deaths: [], replaced: false, breakdown: null },
};
const found = (more: Partial<Story>, terms: Parameters<typeof judge>[1] = { refuses: 'all' }) =>
  judge({ ...sound, ...more }, terms).findings.map(({ rule }) => rule);
const withOutcome = (...more: Outcome[]) => ({ outcomes: [...sound.outcomes, ...more] });
const withLedger = (more: Partial<Ledger>) => ({ aftermath: { ...sound.aftermath, ledgers: [ledger(more)] } });

test('a story in which all is as promised has no findings', () => {
  expect(found({})).toEqual([]);
});

test('an acknowledged upload that is not there is found, and one that is not shown', () => {
  expect(found(withLedger({ stored: { current: 'three', pictures: ['three'] } }))).toEqual(['acknowledged and lost']);
  expect(found(withLedger({ stored: { current: 'one', pictures: ['one', 'three'] } }))).toEqual([
    'acknowledged and lost',
  ]);
  expect(found(withLedger({ stored: { current: null, pictures: ['one', 'three'] } }))).toEqual([
    'acknowledged and lost',
  ]);
});

test('an upload that nobody was told of may be there or not, and may be shown if it was the last', () => {
  expect(found(withLedger({ stored: { current: 'three', pictures: ['one', 'two', 'three'] } }))).toEqual([]);
  const attempts = [
    { mark: 1, id: 'one' },
    { mark: 2, id: null },
  ];
  expect(found(withLedger({ attempts, stored: { current: 'two', pictures: ['one', 'two'] } }))).toEqual([]);
  expect(found(withLedger({ attempts, stored: { current: 'one', pictures: ['one'] } }))).toEqual([]);
  expect(found(withLedger({ attempts, stored: { current: null, pictures: ['one'] } }))).toEqual([
    'acknowledged and lost',
  ]);
});

test('pictures that more than twenty newer ones have pushed out are not lost', () => {
  const attempts = Array.from({ length: 30 }, (_, at) => ({ mark: at, id: `${at}` }));
  const pictures = attempts.slice(-21).map(({ id }) => id);
  expect(found(withLedger({ attempts, stored: { current: '29', pictures } }))).toEqual([]);
  expect(found(withLedger({ attempts, stored: { current: '29', pictures: pictures.slice(3) } }))).toContain(
    'acknowledged and lost',
  );
});

test('a picture that nobody has sent is found, and rows that contradict each other, and a lost name', () => {
  expect(found(withLedger({ stored: { current: 'three', pictures: ['one', 'x', 'y', 'three'] } }))).toEqual([
    'half done',
  ]);
  expect(found({ aftermath: { ...sound.aftermath, halfDone: ['people without a profile'] } })).toEqual(['half done']);
  expect(found({ aftermath: { ...sound.aftermath, lost: ['a name'] } })).toEqual(['acknowledged and lost']);
});

test('a stale picture is found, and bytes that nobody has uploaded', () => {
  const { history } = sound;
  expect(found({ history: { ...history, answers: [shows(18_000, 1)] } })).toEqual(['stale']);
  expect(found({ history: { ...history, answers: [shows(18_000, 9)] } })).toEqual(['half done']);
  const removed = [...history.changes, change(9500, 0, { after: { [route]: nobody } })];
  expect(found({ history: { ...history, changes: removed } })).toEqual(['stale']);
});

test('an answer other than promised is found: 500, 503 without Retry-After, 409 out of nowhere', () => {
  expect(found(withOutcome(outcome(12_000, { status: 500 })))).toEqual(['not promised']);
  expect(found(withOutcome(refusal(12_000, { retryAfter: null })))).toEqual(['not promised']);
  expect(found(withOutcome(outcome(12_000, { status: 409, kind: 'profile change' })))).toEqual(['not promised']);
  expect(found(withOutcome(outcome(12_000, { status: 409, kind: 'profile change', unsure: true })))).toEqual([]);
});

test('a refusal is found before anything was broken, of who may not be refused, and when it comes late', () => {
  expect(found(withOutcome(refusal(5000)))).toEqual(['not promised']);
  expect(found(withOutcome(refusal(12_000, { kind: 'hot picture' })), { refuses: ['upload'] })).toEqual([
    'not promised',
  ]);
  expect(found(withOutcome(refusal(12_000, { end: 14_100 })))).toEqual(['not promised']);
});

test('a hang is found, and a connection that ends without an answer', () => {
  const none = { status: null, lost: 'patience' } as const;
  expect(found(withOutcome(outcome(10_500, { ...none, end: 20_500 })))).toEqual(['not promised']);
  expect(found(withOutcome(outcome(12_000, { ...none, lost: 'connection' })))).toEqual(['not promised']);
});

test('only who was connected to a process that ended abruptly may get no answer', () => {
  const lost = outcome(12_000, { status: null, lost: 'connection' });
  const died = { deaths: [12_010], replaced: true };
  const abruptly = { refuses: 'all', endsWorkers: 'abruptly' } as const;
  expect(found({ ...withOutcome(lost), ...died }, abruptly)).toEqual([]);
  expect(found({ ...withOutcome({ ...lost, start: 13_000 }), ...died }, abruptly)).toEqual(['not promised']);
  expect(found({ ...withOutcome(lost), ...died }, { refuses: 'all', endsWorkers: 'gently' })).toEqual(['not promised']);
  expect(found({ ...withOutcome(lost), ...died })).toEqual(['not promised', 'restarted']);
});

test('who is still refused long after the mending is found', () => {
  expect(found(withOutcome(refusal(25_100)))).toEqual(['not healed']);
});

test('a fault that nobody feels proves nothing', () => {
  expect(found({ outcomes: [outcome(5000)] })).toEqual(['not felt']);
  expect(found({ outcomes: [outcome(5000)] }, { refuses: [] })).toEqual([]);
});

test('a run that could not go on to its end is found', () => {
  expect(found({ breakdown: 'Visage ended by itself: 1' })).toEqual(['broken down']);
});

test('waits are told before, during and after, and how long it took to heal', () => {
  const { figures } = judge({ ...sound, ...withOutcome(refusal(15_600, { end: 16_400 })) }, { refuses: 'all' });
  expect(figures.healedAfter).toBe(1400);
  expect(figures.longestWait).toBe(800);
  expect(figures.changes).toEqual({ before: 20, during: 800, after: 20 });
});
