import { expect, test } from 'bun:test';
import { formatHttpDate, parseHttpDate } from './http-date';

const now = Date.UTC(2026, 10, 23) / 1000;

test('the three forms of RFC 9110 section 5.6.7 mean the same instant', () => {
  const at = Date.UTC(1994, 10, 6, 8, 49, 37) / 1000;
  expect(parseHttpDate('Sun, 06 Nov 1994 08:49:37 GMT', now)).toBe(at);
  expect(parseHttpDate('Sunday, 06-Nov-94 08:49:37 GMT', now)).toBe(at);
  expect(parseHttpDate('Sun Nov  6 08:49:37 1994', now)).toBe(at);
});

test('a two-digit year more than 50 years ahead means the century before', () => {
  expect(parseHttpDate('Sunday, 06-Nov-76 08:49:37 GMT', now)).toBe(Date.UTC(2076, 10, 6, 8, 49, 37) / 1000);
  expect(parseHttpDate('Sunday, 06-Nov-77 08:49:37 GMT', now)).toBe(Date.UTC(1977, 10, 6, 8, 49, 37) / 1000);
});

test('what is no HTTP date is none', () => {
  for (const text of [
    '',
    'Sun, 6 Nov 1994 08:49:37 GMT',
    'Sun, 06 Nov 1994 08:49:37',
    'Sun, 06 Nov 1994 24:00:00 GMT',
    'Sun, 06 Nov 1994 08:60:00 GMT',
    'Sun, 00 Nov 1994 08:49:37 GMT',
    'Sun, 31 Nov 1994 08:49:37 GMT',
    'sun, 06 nov 1994 08:49:37 gmt',
    'Sun, 06 Nov 1994 08:49:37 GMT, Sun, 06 Nov 1994 08:49:37 GMT',
    '784111777',
  ]) {
    expect(parseHttpDate(text, now)).toBeNull();
  }
});

test('what is written can be read', () => {
  expect(formatHttpDate(784_111_777)).toBe('Sun, 06 Nov 1994 08:49:37 GMT');
  expect(parseHttpDate(formatHttpDate(now), now)).toBe(now);
});
