import { parseHttpDate } from './http-date';

/** What a request says it will only be answered by. Times in Unix seconds; null where the header is absent or unreadable. */
export interface Preconditions {
  /** Entity tags are as they came: nearly always it is the one tag that is held, and there is nothing to take apart. */
  ifMatch: string | null;
  ifUnmodifiedSince: number | null;
  ifNoneMatch: string | null;
  /** Null beside an `If-None-Match`, even one that can't be read: a tag says more than a date (RFC 9110 section 13.1.3). */
  ifModifiedSince: number | null;
}

interface EntityTag {
  weak: boolean;
  /** In its quotes. */
  opaque: string;
}

/** What the answer would be validated by. `lastModified` in Unix seconds. */
export interface Validators {
  /** A strong entity tag, as the `ETag` header has it, in its quotes. */
  etag: string;
  lastModified: number;
}

/** Reads the four headers of RFC 9110 section 13.1 that apply to GET and HEAD of a route without ranges. */
export function readPreconditions(headers: Headers): Preconditions {
  const date = (name: string) => {
    const value = headers.get(name);
    return value === null ? null : parseHttpDate(value);
  };
  const ifNoneMatch = headers.get('if-none-match');
  return {
    ifMatch: headers.get('if-match'),
    ifUnmodifiedSince: date('if-unmodified-since'),
    ifNoneMatch,
    ifModifiedSince: ifNoneMatch === null ? date('if-modified-since') : null,
  };
}

export type Decision = 'send' | 'not-modified' | 'failed';

/**
 * Decides between the full answer, 304 and 412, in the order of RFC 9110 section 13.2.2. Ask only where the answer would
 * otherwise be 200 (section 13.2.1).
 */
export function evaluate(asked: Preconditions, held: Validators): Decision {
  if (asked.ifMatch !== null) {
    if (!names(asked.ifMatch, held.etag, 'strong')) return 'failed';
  } else if (asked.ifUnmodifiedSince !== null && held.lastModified > asked.ifUnmodifiedSince) {
    return 'failed';
  }
  if (asked.ifNoneMatch !== null) return names(asked.ifNoneMatch, held.etag, 'weak') ? 'not-modified' : 'send';
  if (asked.ifModifiedSince !== null && held.lastModified <= asked.ifModifiedSince) return 'not-modified';
  return 'send';
}

/**
 * What these preconditions say the client holds, so that a read may leave out bytes that `evaluate` will not send.
 * 'any': whatever there is.
 */
export function heldBy(asked: Preconditions): 'any' | { digests: string[]; since: number | null } {
  const tags = parseEntityTags(asked.ifNoneMatch ?? '');
  if (tags === '*') return 'any';
  return { digests: tags.map(({ opaque }) => opaque.slice(1, -1)), since: asked.ifModifiedSince };
}

/** RFC 9110 section 8.8.3.2: weak comparison looks at the opaque part alone; strong wants both tags strong. */
function names(listed: string, etag: string, comparison: 'strong' | 'weak'): boolean {
  if (listed === etag) return true;
  const tags = parseEntityTags(listed);
  return tags === '*' || tags.some((tag) => tag.opaque === etag && (comparison === 'weak' || !tag.weak));
}

/** `*`, or the tags of a list; commas may stand inside quotes. What is no tag is passed over. */
function parseEntityTags(value: string): EntityTag[] | '*' {
  if (value.trim() === '*') return '*';
  const tags: EntityTag[] = [];
  for (const [, weak, opaque] of value.matchAll(/(?:^|,)[ \t]*(W\/)?("[\x21\x23-\x7e\x80-\xff]*")[ \t]*(?=,|$)/g)) {
    tags.push({ weak: weak !== undefined, opaque: opaque ?? '' });
  }
  return tags;
}
