import { AsyncLocalStorage } from 'node:async_hooks';

const current = new AsyncLocalStorage<string>();

/** Runs `work` as part of the request of this id, which every line logged meanwhile then names. */
export function asRequest<Result>(id: string, work: () => Result): Result {
  return current.run(id, work);
}

/** The id of the request that is being answered, if one is. */
export function currentRequestId(): string | undefined {
  return current.getStore();
}

/** What proxies send: UUIDs, hexadecimal, counters. Nothing that could break out of a line or a header. */
const acceptable = /^[\w.-]{8,64}$/;

/** `given`, an `X-Request-Id`, is kept only from a trusted proxy: anyone else could make one request look like another. */
export function requestIdFor(given: string | null, fromTrustedProxy: boolean): string {
  return fromTrustedProxy && given !== null && acceptable.test(given) ? given : crypto.randomUUID();
}
