import { expect, test } from 'bun:test';
import { drawInitials } from '../src/drawing/initials';
import type { Answer, Change, Reply, Shown } from './history';
import { nobody } from './history';
import { judge } from './judge';

const route = '/profile/ada/picture';
const person = { id: 'ada', name: 'Ada Lovelace' };
const dateOf = (second: number) => new Date(second * 1000).toUTCString();
const digestOf = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest('hex');

/** The picture that is shown from second `n` on. */
const picture = (n: number): Shown => ({ mark: n, digest: `digest${n}`, version: `v${n}`, date: n, person });
const marks = new Map([1, 2, 3, 4].flatMap((n) => [[`digest${n}`, n] as const, [`small${n}`, n] as const]));

const sentPicture = (n: number, more: Partial<Reply> = {}): Reply => ({
  ...{ status: 200, etag: `digest${n}`, lastModified: dateOf(n), cacheControl: 'public, no-cache', retryAfter: null },
  ...{ body: `digest${n}`, ...more },
});
const notModified = (n: number) => sentPicture(n, { status: 304, body: null });
const redirect: Reply = {
  ...{ status: 302, etag: null, lastModified: null, cacheControl: 'no-cache', retryAfter: null, body: null },
};
const initials = (name: string, seed: string): Reply => {
  const etag = digestOf(drawInitials({ name, seed, size: 256 }));
  return { ...redirect, status: 200, etag, body: etag };
};

/** Made by process 0 unless said, asked for at `begin`, acknowledged 100 ms later. */
const change = (begin: number, shown: Shown, more: Partial<Change> = {}): Change => ({
  ...{ family: 'f', what: `change at ${begin}`, process: 0, begin, ack: begin + 100, after: { [route]: shown } },
  ...more,
});
const answer = (process: number, start: number, reply: Reply, more: Partial<Answer> = {}): Answer => ({
  ...{ process, route, query: '', method: 'GET', condition: null, start, end: start + 10, reply },
  ...more,
});

/** Picture 1 from the beginning, picture 2 acknowledged by process 0 at 10,000. */
const two = [change(-100, picture(1), { ack: 0 }), change(9900, picture(2))];
const found = (changes: Change[], ...answers: Answer[]) =>
  judge({ changes, answers, marks }).violations.map(({ rule }) => rule);

test('what is current, and what may not have been heard of yet, is no violation', () => {
  expect(found(two, answer(0, 10_000, sentPicture(2)), answer(1, 12_000, sentPicture(2)))).toEqual([]);
  expect(found(two, answer(0, 9990, sentPicture(1)), answer(1, 11_999, sentPicture(1)))).toEqual([]);
  expect(found(two, answer(1, 9950, sentPicture(2)))).toEqual([]);
});

test('the process that acknowledged a change shows it at once', () => {
  expect(found(two, answer(0, 10_000, sentPicture(1)))).toEqual(['9.1']);
});

test('every other process shows a change within 2 s', () => {
  expect(found(two, answer(1, 12_000, sentPicture(1)))).toEqual(['9.3']);
});

test('how late another process was is told', () => {
  const { late } = judge({ changes: two, answers: [answer(1, 11_500, sentPicture(1))], marks });
  expect(late.map(({ by }) => by)).toEqual([1500]);
});

test('a versioned URL shows its picture on every process at once, for good', () => {
  const query = { query: 'v=v2' };
  const forGood = { cacheControl: 'public, max-age=31536000, immutable' };
  expect(found(two, answer(1, 10_000, sentPicture(2, forGood), query))).toEqual([]);
  expect(found(two, answer(1, 10_000, sentPicture(1), query))).toEqual(['9.2']);
  expect(found(two, answer(1, 10_000, sentPicture(2), query))).toEqual(['never existed']);
  expect(found(two, answer(1, 10_000, sentPicture(2, forGood), { query: 'v=v1' }))).toEqual(['never existed']);
  expect(found(two, answer(1, 10_000, sentPicture(1, forGood), { query: 'v=v1' }))).toEqual([]);
  expect(found(two, answer(1, 12_000, sentPicture(1, forGood), { query: 'v=v1' }))).toEqual(['9.3']);
});

test('a 304 means the bytes that are held, and those are as new as bytes sent would be', () => {
  const holds = (...held: number[]) => ({
    condition: { by: 'etag' as const, held: held.map((n) => ({ etag: `digest${n}`, date: dateOf(n) })) },
  });
  expect(found(two, answer(1, 12_000, notModified(2), holds(1, 2)))).toEqual([]);
  expect(found(two, answer(1, 12_000, notModified(1), holds(1)))).toEqual(['9.3']);
  expect(found(two, answer(1, 12_000, notModified(2), holds(1)))).toEqual(['form']);
  expect(found(two, answer(1, 12_000, notModified(2)))).toEqual(['form']);
});

test('a 304 by date is for the very bytes of that date', () => {
  const condition = { by: 'date' as const, held: [{ etag: 'digest1', date: dateOf(1) }] };
  expect(found(two, answer(1, 11_000, notModified(1), { condition }))).toEqual([]);
  expect(found(two, answer(1, 11_000, notModified(2), { condition }))).toEqual(['form']);
  const undated = (n: number) => ({ ...notModified(n), lastModified: null });
  expect(found(two, answer(1, 11_000, undated(1), { condition }))).toEqual([]);
  expect(found(two, answer(1, 11_000, undated(2), { condition }))).toEqual(['form']);
});

test('an ETag is the digest of the bytes it comes with', () => {
  expect(found(two, answer(0, 11_000, sentPicture(2, { body: 'digest1' })))).toEqual(['form']);
});

test('the date, the bytes and the ETag are of one picture', () => {
  expect(found(two, answer(0, 11_000, sentPicture(2, { lastModified: dateOf(1) })))).toEqual(['never existed']);
  expect(found(two, answer(1, 11_000, sentPicture(1, { lastModified: dateOf(2) })))).toEqual(['never existed']);
});

test('a smaller size is of the picture that is shown', () => {
  const small = (n: number) => sentPicture(n, { etag: `small${n}`, body: `small${n}` });
  const query = { query: 'size=32&format=webp' };
  expect(found(two, answer(1, 12_000, small(2), query))).toEqual([]);
  expect(found(two, answer(1, 12_000, small(1), query))).toEqual(['9.3']);
});

test('a picture that was removed, hidden or erased with its account is gone', () => {
  for (const gone of [{ ...nobody, person }, nobody]) {
    const changes = [change(-100, picture(1), { ack: 0 }), change(9900, gone)];
    expect(found(changes, answer(1, 11_000, sentPicture(1)), answer(1, 12_000, redirect))).toEqual([]);
    expect(found(changes, answer(1, 12_000, sentPicture(1)))).toEqual(['9.3']);
    expect(found(changes, answer(0, 10_000, sentPicture(1)))).toEqual(['9.1']);
  }
});

test('the initials of someone hidden are not made from the name', () => {
  const query = { query: 'fallback=initials' };
  const changes = [change(-100, { ...nobody, person }, { ack: 0 }), change(9900, nobody)];
  expect(found(changes, answer(1, 11_000, initials('Ada Lovelace', 'ada'), query))).toEqual([]);
  expect(found(changes, answer(1, 12_000, initials('ada', 'ada'), query))).toEqual([]);
  expect(found(changes, answer(1, 12_000, initials('Ada Lovelace', 'ada'), query))).toEqual(['9.3']);
});

test('a handle shows whoever has it now, with a date no earlier than theirs', () => {
  const handle = { route: '/profile/@shared/picture' };
  const changes = [
    change(-100, nobody, { ack: 0, after: { [handle.route]: picture(1) } }),
    change(9900, nobody, { after: { [handle.route]: picture(2) } }),
  ];
  expect(found(changes, answer(1, 12_000, sentPicture(2, { lastModified: dateOf(9) }), handle))).toEqual([]);
  expect(found(changes, answer(1, 12_000, sentPicture(1), handle))).toEqual(['9.3']);
  expect(found(changes, answer(1, 12_000, sentPicture(2, { lastModified: dateOf(1) }), handle))).toEqual([
    'never existed',
  ]);
});

test('a change that may have happened may be shown, until something later is known', () => {
  const changes = [
    change(-100, picture(1), { ack: 0 }),
    change(5000, { ...picture(2), digest: null, version: null, date: null }, { ack: Number.POSITIVE_INFINITY }),
    change(9900, nobody),
  ];
  expect(found(changes, answer(1, 9000, sentPicture(1)), answer(2, 9000, sentPicture(2)))).toEqual([]);
  expect(found(changes, answer(1, 12_000, sentPicture(2)), answer(0, 10_000, sentPicture(1)))).toEqual(['9.3', '9.1']);
});

test('what was never shown, or not yet, is not shown', () => {
  expect(found(two, answer(1, 11_000, sentPicture(3)))).toEqual(['never existed']);
  expect(found(two, answer(1, 5000, sentPicture(2)))).toEqual(['ahead']);
});

test('on one process the date of a URL does not run back', () => {
  expect(found(two, answer(1, 10_500, sentPicture(2)), answer(1, 11_000, sentPicture(1)))).toEqual(['ran back']);
  expect(found(two, answer(1, 10_500, sentPicture(2)), answer(2, 11_000, sentPicture(1)))).toEqual([]);
});

test('a 503 says when to come again and shows nothing; no other error is an answer', () => {
  const unavailable = { ...redirect, status: 503, retryAfter: '1' };
  expect(found(two, answer(1, 12_000, unavailable))).toEqual([]);
  expect(found(two, answer(1, 12_000, { ...unavailable, retryAfter: null }))).toEqual(['form']);
  expect(found(two, answer(1, 12_000, { ...unavailable, etag: 'digest1' }))).toEqual(['form']);
  expect(found(two, answer(1, 12_000, { ...redirect, status: 500 }))).toEqual(['form']);
});
