import { drawInitials } from '../src/drawing/initials';
import type { Answer, Reply, Shown } from './history';

/** Of initials without a size, in CSS pixels. */
const initialsSize = 256;

/**
 * Why a reply does not show this; null when it does. Everything it says must fit at once: bytes, or the ETag in their
 * place, the date, and whether it may be kept for good.
 */
export function mismatch(
  answer: Answer,
  reply: Reply,
  shown: Shown,
  marks: ReadonlyMap<string, number>,
): string | null {
  const query = new URLSearchParams(answer.query);
  const fallback = query.get('fallback');
  if (shown.mark !== null) {
    if (reply.status !== 200 && reply.status !== 304) return `picture ${shown.mark}, not nobody`;
    return pictureMismatch(answer, reply, { ...shown, mark: shown.mark }, marks);
  }
  if (fallback !== 'initials') {
    const status = fallback === '404' ? 404 : 302;
    return reply.status === status ? null : 'nobody, not a picture';
  }
  if (reply.status !== 200 && reply.status !== 304) return 'initials';
  const expected = shown.person ? `the initials of ${shown.person.name}` : 'the initials of the URL';
  if (reply.etag !== initialsOf(answer.route, shown)) return expected;
  return reply.lastModified === null ? null : 'no date on initials';
}

function pictureMismatch(
  answer: Answer,
  reply: Reply,
  shown: Shown & { mark: number },
  marks: ReadonlyMap<string, number>,
): string | null {
  const query = new URLSearchParams(answer.query);
  const mark = marks.get(reply.etag ?? '');
  if (mark !== undefined && mark !== shown.mark) return `picture ${shown.mark}, not ${mark}`;
  if (!query.has('size') && shown.digest !== null && reply.etag !== shown.digest) return `picture ${shown.mark}`;
  if (reply.lastModified !== null && shown.date !== null) {
    const date = Date.parse(reply.lastModified) / 1000;
    const fits = answer.route.startsWith('/profile/@') ? date >= shown.date : date === shown.date;
    if (!fits) return `the date ${new Date(shown.date * 1000).toUTCString()}`;
  }
  if (shown.version === null) return null;
  const isForGood = reply.cacheControl.includes('immutable');
  if (isForGood === (query.get('v') === shown.version)) return null;
  return isForGood ? `version ${shown.version}, so not for good` : 'a picture for good';
}

/** The ETag of what stands in for someone who shows no picture: of their name while they may be seen, else of the URL. */
function initialsOf(route: string, { person }: Shown): string {
  const asWritten = decodeURIComponent(route.split('/')[2] ?? '').replace(/^@/, '');
  const drawing = drawInitials({
    name: person?.name ?? asWritten,
    seed: person?.id ?? asWritten,
    size: initialsSize,
  });
  return new Bun.CryptoHasher('sha256').update(drawing).digest('hex');
}
