import { openToOthers } from './picture-headers';
import { problem } from './problem';

/** The methods of the routes that answer with someone's picture. */
const methods = 'GET, HEAD, OPTIONS';

/** What any other method than GET and HEAD gets, where these are `allowed`; null for those two. */
export function otherMethod({ method }: Request, allowed = methods): Response | null {
  if (method === 'GET' || method === 'HEAD') return null;
  return method === 'OPTIONS' ? preflight() : methodNotAllowed(allowed);
}

function preflight(): Response {
  return new Response(null, {
    status: 204,
    headers: {
      Allow: methods,
      'Access-Control-Allow-Origin': '*',
      'Access-Control-Allow-Methods': methods,
      'Access-Control-Allow-Headers': '*',
      'Access-Control-Max-Age': '86400',
    },
  });
}

function methodNotAllowed(allowed: string): Response {
  return problem({
    status: 405,
    title: 'Method not allowed',
    detail: `Use ${allowed}.`,
    headers: { Allow: allowed, ...openToOthers },
  });
}
