const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
const weekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)';
const longWeekday = '(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)';
const month = `(?<month>${months.join('|')})`;
const time = '(?<hour>\\d{2}):(?<minute>\\d{2}):(?<second>\\d{2})';

/** The three forms a recipient must accept (RFC 9110 section 5.6.7): IMF-fixdate, RFC 850, asctime. */
const forms = [
  new RegExp(`^${weekday}, (?<day>\\d{2}) ${month} (?<year>\\d{4}) ${time} GMT$`),
  new RegExp(`^${longWeekday}, (?<day>\\d{2})-${month}-(?<year>\\d{2}) ${time} GMT$`),
  new RegExp(`^${weekday} ${month} (?<day>[ \\d]\\d) ${time} (?<year>\\d{4})$`),
];

/** An HTTP date from Unix seconds, as IMF-fixdate. */
export function formatHttpDate(seconds: number): string {
  return new Date(seconds * 1000).toUTCString();
}

/**
 * Unix seconds of an HTTP date; null for anything else. `now` (Unix seconds) settles two-digit years: one that would lie
 * more than 50 years ahead means the century before.
 */
export function parseHttpDate(text: string, now: number = Date.now() / 1000): number | null {
  for (const form of forms) {
    const parts = form.exec(text)?.groups;
    if (parts) return toSeconds(parts, now);
  }
  return null;
}

function toSeconds(parts: Record<string, string>, now: number): number | null {
  const [day, hour, minute, second] = [parts.day, parts.hour, parts.minute, parts.second].map(Number) as [
    number,
    number,
    number,
    number,
  ];
  const monthIndex = months.indexOf(parts.month ?? '');
  // A leap second is allowed by the grammar and counts as the second before it.
  if (hour > 23 || minute > 59 || second > 60) return null;
  const at = (year: number) => Date.UTC(year, monthIndex, day, hour, minute, Math.min(second, 59)) / 1000;
  const year = fullYear(parts.year ?? '', now);
  const date = new Date(Date.UTC(year, monthIndex, day));
  if (date.getUTCDate() !== day) return null;
  return at(year);
}

function fullYear(digits: string, now: number): number {
  if (digits.length === 4) return Number(digits);
  const thisYear = new Date(now * 1000).getUTCFullYear();
  const year = thisYear - (thisYear % 100) + Number(digits);
  return year > thisYear + 50 ? year - 100 : year;
}
