/** Where to go after signing in: the `next` of the address when it is a screen of this site, else the own profile. */
export function nextScreen(next: string | string[] | undefined): string {
  const fallback = '/me';
  if (typeof next !== 'string' || !URL.canParse(next, location.origin)) return fallback;
  const url = new URL(next, location.origin);
  return url.origin === location.origin ? `${url.pathname}${url.search}` : fallback;
}
