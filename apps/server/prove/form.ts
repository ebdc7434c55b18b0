import type { Answer, Reply } from './history';

/** What is wrong with a reply whatever has been shown when; null when nothing is. */
export function formFault(answer: Answer, reply: Reply): string | null {
  switch (reply.status) {
    case 200:
      if (reply.etag === null) return 'a 200 without an ETag';
      if (answer.method === 'HEAD') return null;
      // Also SPEC section 9.5: an ETag that is the digest of its body can't carry two.
      return reply.body === reply.etag ? null : `the ETag is ${reply.etag}, but the bytes are ${reply.body}`;
    case 304:
      return notModifiedFault(answer, reply);
    case 302:
    case 404:
      return reply.etag === null && reply.lastModified === null ? null : 'nobody with the validators of somebody';
    case 503:
      if (reply.etag !== null) return 'a 503 with an ETag';
      return reply.retryAfter === null ? 'a 503 without Retry-After' : null;
    default:
      return `status ${reply.status}`;
  }
}

/** The client goes on with the body it holds: that one must be meant. */
function notModifiedFault({ condition }: Answer, { etag, lastModified }: Reply): string | null {
  if (!condition) return 'a 304 that nobody asked for';
  if (etag === null) return 'a 304 without an ETag';
  const held = condition.held.find((each) => each.etag === etag);
  if (!held) return `a 304 for other bytes (${etag}) than those held`;
  // It is left out while it lies ahead of the server's clock, which may have been set back: the ETag says what is meant.
  if (condition.by === 'date' && lastModified !== null && lastModified !== held.date)
    return `a 304 of ${lastModified} for what is of ${held.date}`;
  return null;
}
