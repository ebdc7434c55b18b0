import type { Server } from 'bun';
import type { AvatarRoute } from './avatar-route';
import type { ClientAddress } from './client-address';
import type { OpenApiRoute } from './openapi/openapi-route';
import type { PictureRoute } from './picture-route';
import { errorProblem, problem } from './problem';
import { targetOf } from './target';
import type { Watch } from './watched';
import type { WebApp } from './web-app';

/** What answers where. Every route takes any method and says itself which it knows. */
export interface Routes {
  /** A picture that memory holds, for a URL that was asked for before. */
  pictureFromMemory(request: Request): Response | null;
  picture: PictureRoute;
  /** PUT and OPTIONS of one's own picture. */
  putPicture(request: Request, address: string): Promise<Response>;
  avatar: AvatarRoute;
  history(request: Request, userId: string, pictureId: string): Promise<Response>;
  placeholder(request: Request): Response;
  trpc(request: Request, address: string): Promise<Response>;
  auth(request: Request, address: string): Promise<Response>;
  ready(): Promise<boolean>;
  openApi: OpenApiRoute;
  webApp: WebApp;
  metrics(request: Request, peer: string | null): Promise<Response>;
  clientAddress: ClientAddress;
  watch: Watch;
  log(level: 'error', message: string, facts: object): void;
}

type Handler = (request: Request, server: Server<undefined>) => Response | Promise<Response>;

/** The table of routes. Anything that goes wrong in one is answered here, without a word about why. */
export function createRouter(routes: Routes): Handler {
  const watched = routes.watch(answer);
  // What memory holds is sent at once, before anything is awaited or its URL taken apart.
  return (request, server) => routes.pictureFromMemory(request) ?? watched(request, server);

  async function answer(request: Request, server: Server<undefined>): Promise<Response> {
    try {
      return await dispatch(request, server);
    } catch (error) {
      const refused = errorProblem(error);
      if (refused) return refused;
      routes.log('error', 'a request failed', { method: request.method, error });
      return problem({ status: 500, title: 'Internal error', detail: 'Something went wrong on our side.' });
    }
  }

  function dispatch(request: Request, server: Server<undefined>): Response | Promise<Response> {
    const { pathname } = targetOf(request);
    const [, first = '', second = '', third = '', fourth, ...rest] = pathname.split('/');
    const peer = () => server.requestIP(request)?.address ?? null;
    const address = () => routes.clientAddress.of(peer(), request.headers);
    switch (first) {
      case 'profile':
        if (third === 'picture' && fourth === undefined) {
          const { method } = request;
          const id = decoded(second);
          if (id === 'me' && (method === 'PUT' || method === 'OPTIONS')) return routes.putPicture(request, address());
          return routes.picture(request, id);
        }
        if (third === 'history' && fourth !== undefined && rest.length === 0) {
          return routes.history(request, decoded(second), decoded(fourth));
        }
        return problem({ status: 404, title: 'Not found', detail: 'There is nothing here.' });
      case 'avatar':
        if (fourth === undefined && third === '') return routes.avatar(request, decoded(second));
        return problem({ status: 404, title: 'Not found', detail: 'There is nothing here.' });
      case 'placeholder.png':
        if (second === '') return routes.placeholder(request);
        break;
      case 'trpc':
        return routes.trpc(request, address());
      case 'api':
        if (second === 'auth') return routes.auth(request, address());
        return problem({ status: 404, title: 'Not found', detail: 'There is nothing here.' });
      case 'metrics':
        if (second === '') return routes.metrics(request, peer());
        break;
      case 'openapi.json':
        if (pathname === '/openapi.json') return routes.openApi.document(request);
        break;
      case 'docs':
        if (pathname === '/docs') return routes.openApi.page(request);
        break;
      case 'healthz':
        return plain('ok\n', 200);
      case 'readyz':
        return routes.ready().then((ready) =>
          ready
            ? plain('ready\n', 200)
            : problem({
                status: 503,
                title: 'Not ready',
                detail: 'The database can’t be reached.',
                headers: { 'Retry-After': '1' },
              }),
        );
    }
    return routes.webApp(request, decoded(pathname));
  }
}

/** A path segment as it was meant. What is not percent-encoded UTF-8 names nothing, and so does NUL. */
function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment);
  } catch {
    return '\0';
  }
}

function plain(text: string, status: number): Response {
  return new Response(text, {
    status,
    headers: { 'Content-Type': 'text/plain; charset=utf-8', 'Cache-Control': 'no-store' },
  });
}
