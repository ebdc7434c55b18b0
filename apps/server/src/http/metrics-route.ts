import { timingSafeEqual } from 'node:crypto';
import ipaddr from 'ipaddr.js';
import { AggregatorRegistry } from 'prom-client';
import type { Counted } from './metrics';
import { problem } from './problem';

interface Parts {
  /** Of every process that shares the port. */
  counted(): Promise<Counted[]>;
  /** `METRICS_TOKEN`; null: whoever asks from this machine. */
  token: string | null;
}

/** Headers by which proxies say that they ask for someone else. */
const forwarding = ['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'];

/**
 * GET of `/metrics`, in the text format of Prometheus (0.0.4). Without a token only for this machine itself: a proxy on it has
 * its address too, and asks for anyone.
 */
export function createMetricsRoute({ counted, token }: Parts) {
  const isAllowed = (request: Request, peer: string | null) =>
    token === null
      ? isLoopback(peer) && !forwarding.some((name) => request.headers.has(name))
      : isEqual(request.headers.get('authorization') ?? '', `Bearer ${token}`);

  return async (request: Request, peer: string | null): Promise<Response> => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return problem({ status: 405, title: 'Method not allowed', detail: 'Use GET.', headers: { Allow: 'GET, HEAD' } });
    }
    if (!isAllowed(request, peer)) {
      return token === null
        ? problem({
            status: 403,
            title: 'Not allowed',
            detail: 'Metrics are told on the machine itself, or with a METRICS_TOKEN, where one is set.',
          })
        : problem({
            status: 401,
            title: 'Not allowed',
            detail: 'Send the METRICS_TOKEN as `Authorization: Bearer …`.',
            headers: { 'WWW-Authenticate': 'Bearer' },
          });
    }
    const all = AggregatorRegistry.aggregate(await counted());
    return new Response(request.method === 'HEAD' ? null : await all.metrics(), {
      headers: { 'Content-Type': all.contentType, 'Cache-Control': 'no-store' },
    });
  };
}

function isLoopback(peer: string | null): boolean {
  return peer !== null && ipaddr.isValid(peer) && ipaddr.process(peer).range() === 'loopback';
}

/** In a time that tells nothing of how much of it is right. */
function isEqual(given: string, wanted: string): boolean {
  const digest = (text: string) => new Bun.CryptoHasher('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(wanted));
}
