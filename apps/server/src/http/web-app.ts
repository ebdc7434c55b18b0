import { join } from 'node:path';
import { Glob } from 'bun';
import { accepts } from './accepted-encoding';
import { evaluate, readPreconditions } from './preconditions';
import type { ProfileHead } from './profile-head';
import { pageSecurity } from './security-headers';

/** The built web app, served from memory. Only the page of a person waits for anything. */
export type WebApp = (request: Request, path: string) => Response | Promise<Response>;

interface Asset {
  type: string;
  etag: string;
  bodies: { br?: Uint8Array<ArrayBuffer>; gzip?: Uint8Array<ArrayBuffer>; identity: Uint8Array<ArrayBuffer> };
}

const settings = ['account', 'security', 'privacy', 'appearance', 'keys', 'data'].map(
  (section) => `/settings/${section}`,
);
/** Paths that are screens of the app; `/@handle` is one too. Any other gets the app's "not found" screen, with status 404. */
const screens = new Set([
  ...['/', '/sign-in', '/sign-up', '/forgot-password', '/reset-password', '/me', '/people', '/settings'],
  ...settings,
]);

const pageHeaders = {
  'Cache-Control': 'no-cache',
  ...pageSecurity,
};

/** What every page says of itself in `apps/web/index.html`, where a person's page says more. */
const plainHead = /<title>[^<]*<\/title>\s*<meta name="description" [^>]*>/;

/** Loads `directory`, which the build has filled. An empty one is served as a sentence that says what to do. */
export async function loadWebApp(directory: string, headOf: ProfileHead): Promise<WebApp> {
  const assets = new Map<string, Asset>();
  const pages = new Map<string, Asset>();
  for (const file of await filesIn(directory)) {
    if (/\.(br|gz)$/.test(file)) continue;
    const kind = file.endsWith('.html') ? pages : assets;
    kind.set(`/${file}`, await loadAsset(join(directory, file)));
  }
  return (request, path) => {
    if (request.method !== 'GET' && request.method !== 'HEAD') {
      return new Response(null, { status: 405, headers: { Allow: 'GET, HEAD' } });
    }
    const asset = assets.get(path);
    if (asset) return send(request, asset, 200, assetHeaders(path));
    // What looks like a file is one that is missing; only pages fall through to the app.
    if (/\.[a-z0-9]+$/i.test(path) && !path.startsWith('/@')) return text('Not found.', 404);
    const isScreen = screens.has(path) || path.startsWith('/@');
    const page = (isScreen && pages.get(pageOf(path))) || pages.get('/index.html');
    if (!page) return text('The web app is not built: run `bun run build`.', 503);
    if (path.startsWith('/@')) {
      return headOf(path).then((head) => {
        // Also for who is hidden, and to those who may see them: the page is the same for everyone, and the app shows them.
        if (head === 'nobody') return send(request, page, 404, pageHeaders);
        return send(request, head === 'unknown' ? page : withHead(page, head.tags), 200, pageHeaders);
      });
    }
    return send(request, page, isScreen ? 200 : 404, pageHeaders);
  };
}

/** Uncompressed: this is made anew for each request, and it is small. */
function withHead({ type, bodies }: Asset, head: string): Asset {
  // A function, since a name may hold `$&`, which means something in a replacement that is text.
  const html = new TextDecoder().decode(bodies.identity).replace(plainHead, () => head);
  return assetOf(type, { identity: new TextEncoder().encode(html) });
}

/** The build makes a page for each screen that has scripts of its own, one for all people, and one for all settings. */
function pageOf(path: string): string {
  if (path === '/') return '/landing.html';
  if (path.startsWith('/@')) return '/@.html';
  return path.startsWith('/settings/') ? '/settings.html' : `${path}.html`;
}

async function filesIn(directory: string): Promise<string[]> {
  return Array.fromAsync(new Glob('**').scan({ cwd: directory, dot: true })).catch(() => []);
}

async function loadAsset(path: string): Promise<Asset> {
  const read = async (name: string) => ((await Bun.file(name).exists()) ? Bun.file(name).bytes() : undefined);
  const identity = await Bun.file(path).bytes();
  const [br, gzip] = await Promise.all([read(`${path}.br`), read(`${path}.gz`)]);
  return assetOf(Bun.file(path).type, { identity, ...(br && { br }), ...(gzip && { gzip }) });
}

function assetOf(type: string, bodies: Asset['bodies']): Asset {
  return { type, etag: new Bun.CryptoHasher('sha256').update(bodies.identity).digest('base64url'), bodies };
}

/** Files under `/assets/` carry a hash of their content in their name. */
function assetHeaders(path: string): Record<string, string> {
  return {
    'Cache-Control': path.startsWith('/assets/') ? 'public, max-age=31536000, immutable' : 'public, max-age=3600',
  };
}

function send(
  request: Request,
  { type, etag, bodies }: Asset,
  status: number,
  headers: Record<string, string>,
): Response {
  const encoding = chooseEncoding(request.headers.get('accept-encoding'), bodies);
  // One tag for each encoding: they are different bytes (RFC 9110 section 8.8.3.3).
  const tag = `"${etag}-${encoding}"`;
  const all: Record<string, string> = {
    ...headers,
    'Content-Type': type,
    ETag: tag,
    'X-Content-Type-Options': 'nosniff',
    ...((bodies.br || bodies.gzip) && { Vary: 'Accept-Encoding' }),
    ...(encoding !== 'identity' && { 'Content-Encoding': encoding }),
  };
  const validators = { etag: tag, lastModified: Number.POSITIVE_INFINITY };
  if (status === 200 && evaluate(readPreconditions(request.headers), validators) === 'not-modified')
    return new Response(null, { status: 304, headers: all });
  const body = bodies[encoding] ?? bodies.identity;
  all['Content-Length'] = String(body.byteLength);
  return new Response(request.method === 'HEAD' ? null : body, { status, headers: all });
}

/** The smallest the client names. */
function chooseEncoding(accepted: string | null, bodies: Asset['bodies']): 'br' | 'gzip' | 'identity' {
  if (bodies.br && accepts(accepted, 'br')) return 'br';
  if (bodies.gzip && accepts(accepted, 'gzip')) return 'gzip';
  return 'identity';
}

function text(message: string, status: number): Response {
  // Caches may keep a 404 that says nothing of it (RFC 9111 section 4.2.2): one asked for while a new version comes in would stay.
  const headers = { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' };
  return new Response(`${message}\n`, { status, headers });
}
