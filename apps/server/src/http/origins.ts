/** Which origins' pages may act with a person's cookies. */
export interface Origins {
  /** The address people use; absolute links start with it. No trailing slash. */
  publicUrl: string;
  /** The site's own origins and those the operator trusts. */
  isTrusted(origin: string | null): boolean;
  /** All of the above, as origins. */
  trusted: readonly string[];
}

/**
 * `others` are the operator's `TRUSTED_ORIGINS`; `loopbackPort` is given when the site has no public address, and then
 * its loopback addresses on that port are its own too. The `Host` header decides nothing.
 */
export function createOrigins(publicUrl: string, others: readonly string[], loopbackPort: number | null): Origins {
  const loopback = loopbackPort === null ? [] : [`http://127.0.0.1:${loopbackPort}`, `http://[::1]:${loopbackPort}`];
  const trusted = [new URL(publicUrl).origin, ...loopback, ...others];
  return {
    publicUrl: publicUrl.replace(/\/$/, ''),
    trusted,
    isTrusted: (origin) => origin !== null && trusted.includes(origin),
  };
}

/**
 * CORS headers of `/trpc`, `/api/auth` and the raw writes: a trusted origin may call with cookies, any other may read what
 * anyone may (SPEC section 4).
 */
export function corsHeaders(
  origins: Origins,
  request: Request,
  others: 'may-read' | 'nothing',
): Record<string, string> {
  const origin = request.headers.get('origin');
  if (origin !== null && origins.isTrusted(origin)) {
    return {
      'Access-Control-Allow-Origin': origin,
      'Access-Control-Allow-Credentials': 'true',
      'Access-Control-Expose-Headers': 'Retry-After',
      Vary: 'Origin',
    };
  }
  if (others === 'nothing') return { Vary: 'Origin' };
  return { 'Access-Control-Allow-Origin': '*', 'Access-Control-Expose-Headers': 'Retry-After', Vary: 'Origin' };
}

/** Answer to a CORS preflight: 204, and what the asking origin may do. */
export function preflight(origins: Origins, request: Request, others: 'may-read' | 'nothing'): Response {
  const trusted = origins.isTrusted(request.headers.get('origin'));
  return new Response(null, {
    status: 204,
    headers: {
      ...corsHeaders(origins, request, others),
      'Access-Control-Allow-Methods': trusted ? 'GET, HEAD, POST, PUT' : 'GET, HEAD',
      'Access-Control-Allow-Headers': 'content-type, trpc-accept, x-api-key, last-event-id',
      'Access-Control-Max-Age': '600',
    },
  });
}
