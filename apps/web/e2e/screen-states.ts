import type { Page, Route } from 'playwright-core';
import type { Screen } from './screen';

/** What screens say when something is missing, late, wrong or to be asked about. The server's part is played here, so that each is the same in every run. */
export const screenStates: readonly Screen[] = [
  { name: 'people-loading', path: '/people', who: 'visitor', prepare: hold('profile.list'), shows: 'Loading people' },
  { name: 'person-loading', path: '/@amara', who: 'visitor', prepare: hold('profile.get'), shows: 'Loading' },
  { name: 'me-loading', path: '/me', who: 'member', prepare: hold('picture.history'), shows: 'Loading' },
  { name: 'people-failing', path: '/people', who: 'visitor', prepare: fail('profile.list'), shows: 'Try again' },
  { name: 'person-offline', path: '/@amara', who: 'visitor', prepare: cut('profile.get'), shows: 'No connection.' },
  {
    name: 'people-nobody',
    path: '/people',
    who: 'visitor',
    prepare: change({ 'profile.list': { items: [], nextCursor: null } }),
  },
  {
    name: 'screen-missing',
    path: '/forgot-password',
    who: 'visitor',
    prepare: (page) => page.route(/\/assets\/forgot-screen/, (route) => route.abort()),
    shows: 'This screen could not be loaded',
  },
  {
    name: 'me-new',
    path: '/me',
    who: 'member',
    async prepare(page) {
      await change({
        'profile.me': { picture: null, bio: '', pronouns: '', location: '' },
        'picture.history': { items: [], nextCursor: null },
      })(page);
      // The server still has a picture of them.
      await page.route(/fallback=initials/, (route) => route.fulfill({ contentType: 'image/svg+xml', body: initials }));
    },
  },
  {
    name: 'sign-up-incomplete',
    path: '/sign-up',
    who: 'visitor',
    async open(page) {
      await page.getByRole('button', { name: 'Make my profile' }).click();
      await page.locator('[aria-invalid=true]').nth(2).waitFor();
    },
  },
  {
    name: 'unsaved-changes',
    path: '/me',
    who: 'member',
    async open(page) {
      await bio(page).fill('Makes maps of places that are not there.');
      await page.getByRole('link', { name: 'People' }).click();
      await overTheForm(page);
    },
  },
  {
    name: 'conflict',
    path: '/me',
    who: 'member',
    async open(page) {
      await bio(page).fill('Makes maps of places that are not there.');
      await change({ 'profile.me': { bio: 'Makes maps, and gets lost.', revision: 1000 } })(page);
      await refuse(page, 'profile.update', 409, 'CONFLICT', 'stale_revision');
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await overTheForm(page);
    },
  },
  {
    name: 'session-ended',
    path: '/me',
    who: 'member',
    async open(page) {
      await bio(page).fill('Makes maps of places that are not there.');
      await page.context().clearCookies();
      await page.getByRole('button', { name: 'Save', exact: true }).click();
      await page.getByRole('dialog').getByRole('textbox').first().waitFor();
      await overTheForm(page);
    },
  },
  {
    name: 'delete-account',
    path: '/settings/data',
    who: 'member',
    async open(page) {
      await page.getByRole('button', { name: 'Delete my account…' }).click();
      await page.getByRole('dialog').waitFor();
    },
  },
];

const initials =
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><rect width="10" height="10" fill="#8a5a12"/><text x="5" y="6.5" text-anchor="middle" font-family="sans-serif" font-size="4" fill="#fff">NH</text></svg>';
/** A dialog is there, and what lies under it is in one place: how far a browser scrolls to what is filled in is its own affair. */
async function overTheForm(page: Page): Promise<void> {
  await page.getByRole('dialog').waitFor();
  await page.evaluate(() => scrollTo({ top: 700, behavior: 'instant' }));
}

const bio = (page: Page) => page.getByRole('textbox', { name: 'About you' });

/** Both of a single call and of one among several in a batch. */
const callsOf = (procedure: string) => new RegExp(`/trpc/[^?]*${procedure.replace('.', '\\.')}(?![A-Za-z])`);
const inBatch = (route: Route) => new URL(route.request().url()).searchParams.has('batch');
const respond = (route: Route, status: number, json: object) =>
  route.fulfill({ status, json: inBatch(route) ? [json] : json });

/** Never answered. */
function hold(procedure: string) {
  return (page: Page) => page.route(callsOf(procedure), () => {});
}

/** As while the database is away. */
function fail(procedure: string) {
  return (page: Page) =>
    page.route(callsOf(procedure), (route) =>
      route.fulfill({ status: 503, headers: { 'retry-after': '0' }, body: '' }),
    );
}

function cut(procedure: string) {
  return (page: Page) => page.route(callsOf(procedure), (route) => route.abort());
}

/** What the server answers, but for these, by procedure. */
function change(changes: Record<string, object>) {
  return (page: Page) =>
    page.route(/\/trpc\//, async (route) => {
      const procedures = new URL(route.request().url()).pathname.replace('/trpc/', '').split(',');
      if (!procedures.some((each) => each in changes)) return route.fallback();
      const response = await route.fetch();
      const body = (await response.json()) as Answered | Answered[];
      for (const [index, { result }] of [body].flat().entries()) {
        Object.assign(result.data, changes[procedures[index] ?? '']);
      }
      await route.fulfill({ response, json: body });
    });
}

interface Answered {
  result: { data: object };
}

async function refuse(page: Page, procedure: string, httpStatus: number, code: string, reason: string): Promise<void> {
  await page.route(callsOf(procedure), (route) =>
    respond(route, httpStatus, { error: { message: reason, code: -32_000, data: { code, reason, httpStatus } } }),
  );
}
