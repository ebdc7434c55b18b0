import { describe, expect, test } from 'bun:test';
import { evaluate, heldBy, readPreconditions } from './preconditions';

const etag = 'a1b2';
const at = Date.UTC(2026, 4, 6, 7, 8, 9) / 1000;
const date = 'Wed, 06 May 2026 07:08:09 GMT';
const earlier = 'Wed, 06 May 2026 07:08:08 GMT';
const later = 'Wed, 06 May 2026 07:08:10 GMT';

type Headers_ = Record<string, string>;
type Case = [name: string, headers: Headers_, outcome: 'send' | 'not-modified' | 'failed'];

const cases: Case[] = [
  ['no precondition', {}, 'send'],

  ['the same tag', { 'If-None-Match': '"a1b2"' }, 'not-modified'],
  ['the same tag, weak (a cache may weaken it)', { 'If-None-Match': 'W/"a1b2"' }, 'not-modified'],
  ['another tag', { 'If-None-Match': '"zzzz"' }, 'send'],
  ['the tag of other case', { 'If-None-Match': '"A1B2"' }, 'send'],
  ['a tag without quotes', { 'If-None-Match': 'a1b2' }, 'send'],
  ['a tag whose quote never closes', { 'If-None-Match': '"a1b2' }, 'send'],
  ['a weak mark in lower case is none', { 'If-None-Match': 'w/"a1b2"' }, 'send'],
  ['an empty header', { 'If-None-Match': '' }, 'send'],
  ['a list with it', { 'If-None-Match': '"x", W/"y" ,"a1b2"' }, 'not-modified'],
  ['a list without it', { 'If-None-Match': '"x", "y"' }, 'send'],
  ['a list with empty members', { 'If-None-Match': ', ,"a1b2",' }, 'not-modified'],
  ['a tag with a comma inside', { 'If-None-Match': '"x,y", "a1b2"' }, 'not-modified'],
  ['a tag that only contains it', { 'If-None-Match': '"x,a1b2"' }, 'send'],
  ['any', { 'If-None-Match': '*' }, 'not-modified'],
  ['any, with space around', { 'If-None-Match': ' * ' }, 'not-modified'],
  ['a star in quotes is a tag', { 'If-None-Match': '"*"' }, 'send'],

  ['the same second', { 'If-Modified-Since': date }, 'not-modified'],
  ['a second later', { 'If-Modified-Since': later }, 'not-modified'],
  ['a second earlier', { 'If-Modified-Since': earlier }, 'send'],
  ['RFC 850', { 'If-Modified-Since': 'Wednesday, 06-May-26 07:08:09 GMT' }, 'not-modified'],
  ['asctime', { 'If-Modified-Since': 'Wed May  6 07:08:09 2026' }, 'not-modified'],
  ['no date', { 'If-Modified-Since': 'yesterday' }, 'send'],
  ['a number', { 'If-Modified-Since': String(at) }, 'send'],
  ['ISO 8601', { 'If-Modified-Since': '2026-05-06T07:08:09Z' }, 'send'],
  ['another zone', { 'If-Modified-Since': 'Wed, 06 May 2026 07:08:09 CET' }, 'send'],
  ['a day that is not in the calendar', { 'If-Modified-Since': 'Wed, 31 Jun 2027 07:08:09 GMT' }, 'send'],

  ['a tag wins over a date: other tag', { 'If-None-Match': '"zzzz"', 'If-Modified-Since': later }, 'send'],
  ['a tag wins over a date: same tag', { 'If-None-Match': '"a1b2"', 'If-Modified-Since': earlier }, 'not-modified'],
  ['even an unreadable tag wins', { 'If-None-Match': 'a1b2', 'If-Modified-Since': later }, 'send'],

  ['If-Match with it', { 'If-Match': '"a1b2"' }, 'send'],
  ['If-Match any', { 'If-Match': '*' }, 'send'],
  ['If-Match without it', { 'If-Match': '"zzzz"' }, 'failed'],
  ['If-Match compares strongly', { 'If-Match': 'W/"a1b2"' }, 'failed'],
  ['If-Match, then If-None-Match', { 'If-Match': '"a1b2"', 'If-None-Match': '"a1b2"' }, 'not-modified'],
  ['If-Unmodified-Since, unchanged', { 'If-Unmodified-Since': date }, 'send'],
  ['If-Unmodified-Since, changed', { 'If-Unmodified-Since': earlier }, 'failed'],
  ['If-Unmodified-Since, unreadable', { 'If-Unmodified-Since': 'never' }, 'send'],
  ['If-Match wins over If-Unmodified-Since', { 'If-Match': '"a1b2"', 'If-Unmodified-Since': earlier }, 'send'],
];

describe('RFC 9110 section 13', () => {
  test.each(cases)('%s', (_, headers, outcome) => {
    expect(evaluate(readPreconditions(new Headers(headers)), { etag: `"${etag}"`, lastModified: at })).toBe(outcome);
  });
});

describe('what a read may leave out', () => {
  /** As the statement in shown-picture.ts decides it. */
  function leavesOut(headers: Headers_): boolean {
    const held = heldBy(readPreconditions(new Headers(headers)));
    return held === 'any' || held.digests.includes(etag) || (held.since !== null && at <= held.since);
  }

  test.each(cases)('%s: bytes are there whenever they are sent', (_, headers, outcome) => {
    if (outcome === 'send') expect(leavesOut(headers)).toBe(false);
    if (outcome === 'not-modified') expect(leavesOut(headers)).toBe(true);
  });
});
