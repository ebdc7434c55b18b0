import { appRouter } from './trpc/router';

const procedures = new Set(Object.keys(appRouter._def.procedures));
const plainRoutes = new Set(['/openapi.json', '/docs', '/placeholder.png', '/healthz', '/readyz', '/metrics']);

/** What a picture's route is called here. */
export const pictureRoute = '/profile/:id/picture';

/** And that of what stands for the hash of an address. */
export const avatarRoute = '/avatar/:hash';

/**
 * The route that a path leads to, as metrics and logs name it: one of a few that are known beforehand, so that nobody can fill
 * memory with names of their own, and no handle, id or token of an address is written down.
 */
export function routeName(pathname: string): string {
  const [, first = '', second = '', third = '', fourth, ...rest] = pathname.split('/');
  if (first === 'profile') {
    if (third === 'picture' && fourth === undefined) return pictureRoute;
    return third === 'history' && fourth !== undefined && rest.length === 0
      ? '/profile/:id/history/:pictureId'
      : '/profile/*';
  }
  if (first === 'avatar') return second !== '' && third === '' ? avatarRoute : '/avatar/*';
  if (first === 'trpc') {
    if (third === '' && procedures.has(second)) return `/trpc/${second}`;
    return second.includes(',') ? '/trpc/(several)' : '/trpc/*';
  }
  if (first === 'api') return second === 'auth' ? '/api/auth/*' : '/api/*';
  if (first === 'assets') return '/assets/*';
  return plainRoutes.has(pathname) ? pathname : '/*';
}
