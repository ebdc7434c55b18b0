import { evaluate, readPreconditions } from '../preconditions';
import { problem } from '../problem';
import { docsPage, docsPolicy } from './docs-page';
import type { OpenApiDocument } from './document-types';

export interface OpenApiRoute {
  /** `/openapi.json` */
  document(request: Request): Response;
  /** `/docs` */
  page(request: Request): Response;
}

/** Made when first asked for: most processes of a site never are. */
export function createOpenApiRoute(describe: () => OpenApiDocument): OpenApiRoute {
  let made: OpenApiRoute | undefined;
  const parts = () => {
    made ??= make(describe());
    return made;
  };
  return { document: (request) => parts().document(request), page: (request) => parts().page(request) };
}

function make(document: OpenApiDocument): OpenApiRoute {
  return {
    document: answerWith(JSON.stringify(document), {
      'Content-Type': 'application/json',
      'Access-Control-Allow-Origin': '*',
    }),
    page: answerWith(docsPage(document), {
      'Content-Type': 'text/html; charset=utf-8',
      'Content-Security-Policy': docsPolicy,
      'Referrer-Policy': 'strict-origin-when-cross-origin',
      'X-Frame-Options': 'DENY',
    }),
  };
}

function answerWith(text: string, kind: Record<string, string>): (request: Request) => Response {
  const body = new TextEncoder().encode(text);
  const etag = `"${new Bun.CryptoHasher('sha256').update(body).digest('base64url')}"`;
  const headers = {
    ...kind,
    ETag: etag,
    'Cache-Control': 'public, max-age=300',
    'X-Content-Type-Options': 'nosniff',
  };
  return (request) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return problem({ status: 405, title: 'Method not allowed', detail: 'Use GET.', headers: { Allow: 'GET, HEAD' } });
    }
    const asked = { ...readPreconditions(request.headers), ifModifiedSince: null, ifUnmodifiedSince: null };
    if (evaluate(asked, { etag, lastModified: 0 }) === 'not-modified')
      return new Response(null, { status: 304, headers });
    return new Response(request.method === 'HEAD' ? null : body, {
      headers: { ...headers, 'Content-Length': String(body.byteLength) },
    });
  };
}
