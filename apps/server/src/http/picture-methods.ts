import { openToOthers } from './picture-headers';
import { problem } from './problem';

/** The methods of the routes that answer with someone's picture. */
const methods = 'GET, HEAD, OPTIONS';

/** What any other method than GET and HEAD gets; null for those. */
export function otherMethod({ method }: Request): Response | null {
  if (method === 'GET' || method === 'HEAD') return null;
  return method === 'OPTIONS' ? preflight() : methodNotAllowed();
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

function methodNotAllowed(): Response {
  return problem({
    status: 405,
    title: 'Method not allowed',
    detail: `Use ${methods}.`,
    headers: { Allow: methods, ...openToOthers },
  });
}
