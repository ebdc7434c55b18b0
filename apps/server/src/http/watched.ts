import type { Server } from 'bun';
import type { ClientAddress } from './client-address';
import { asRequest, requestIdFor } from './request-id';
import { avatarRoute, pictureRoute, routeName } from './route-name';
import { apiSecurity, transportSecurity } from './security-headers';
import { targetOf } from './target';

type Handler = (request: Request, server: Server<undefined>) => Promise<Response>;

interface Parts {
  publicUrl: string;
  isTrustedProxy: ClientAddress['isTrustedProxy'];
  /** Told of each answer, and of the seconds until its headers were ready. */
  requested(route: string, status: number, seconds: number): void;
  log(level: 'info' | 'warn' | 'error', message: string, facts: object): void;
}

/** Wraps what answers requests, and sees each: its id, its metrics, its line in the log, the headers that all have in common. */
export type Watch = (handle: Handler) => Handler;

/** What changes nothing, by RFC 9110 section 9.2.1, is logged only when it fails. */
const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS']);

export function createWatch({ publicUrl, isTrustedProxy, requested, log }: Parts): Watch {
  const https = transportSecurity(publicUrl);

  return (handle) => async (request, server) => {
    const began = performance.now();
    const route = routeOf(request);
    const id = requestIdFor(
      request.headers.get('x-request-id'),
      isTrustedProxy(server.requestIP(request)?.address ?? null),
    );
    return asRequest(id, async () => {
      const response = await handle(request, server);
      const { status } = response;
      const seconds = (performance.now() - began) / 1000;
      requested(route, status, seconds);
      const facts = { method: request.method, route, status, milliseconds: Math.round(seconds * 1000) };
      if (status === 503) {
        // While the database is away every picture would be a line; the metrics count them.
        if (!isKept(route) && route !== '/readyz') log('warn', 'answered that it can’t now', facts);
      } else if (status >= 500) log('error', 'answered with an error', facts);
      else if (!safeMethods.has(request.method)) log('info', 'answered a write', facts);
      // What caches keep would hand an id on to requests it isn't of; and of a picture nobody may tell by it who is hidden.
      if (isKept(route) && safeMethods.has(request.method) && status < 500) return response;
      response.headers.set('X-Request-Id', id);
      const common = isApi(route) ? { ...apiSecurity, ...https } : https;
      for (const [name, value] of Object.entries(common)) {
        if (!response.headers.has(name)) response.headers.set(name, value);
      }
      return response;
    });
  };
}

function routeOf(request: Request): string {
  try {
    return routeName(targetOf(request).pathname);
  } catch {
    return routeName('/');
  }
}

/** Routes of what caches may keep. */
function isKept(route: string): boolean {
  return route === pictureRoute || route === avatarRoute || route === '/placeholder.png' || route === '/assets/*';
}

function isApi(route: string): boolean {
  return route.startsWith('/trpc') || route.startsWith('/api/');
}
