import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import fc from 'fast-check';
import { findable, md5Of } from '../../../test/avatars';
import { letDateCome, pathOf, upload } from '../../../test/deeds';
import { createDescribedAnswers, type DescribedAnswers } from '../../../test/described-answers';
import { image, unsupported } from '../../../test/images';
import { makeKey } from '../../../test/keys';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';
import type { OpenApiDocument, Operation } from './document-types';

// Requests take longer on a machine that is busy.
setDefaultTimeout(120_000);

let visage: TestVisage;
let pictured: Person;
let bare: Person;
let document: OpenApiDocument;
let described: DescribedAnswers;

beforeAll(async () => {
  visage = await startTestVisage({ MAX_UPLOAD_BYTES: '20000' });
  [pictured, bare] = [await findable(visage), await findable(visage, 'Bea Bare')];
  await upload(visage, pictured);
  await letDateCome(visage, pictured);
  document = (await (await fetch(`${visage.base}/openapi.json`)).json()) as OpenApiDocument;
  described = createDescribedAnswers(document);
});
afterAll(() => visage.stop());

/** What no program in its right mind sends, and crawlers and scanners do: as it stands in a URL. */
const oddities = fc.oneof(
  fc.constantFrom('', '%00', '%', '%E0%A4%A', '+', '-1', '0', '1e3', '0x40', 'NaN', '٣', '%F0%9F%98%80', '[]', '../..'),
  fc.constantFrom(
    "'%20OR%201=1--",
    '%3Cscript%3E',
    '%2F%2Fexample.org',
    'a'.repeat(3000),
    '9'.repeat(400),
    '%0d%0aX:%20y',
  ),
  fc.string({ maxLength: 8 }).map(encodeURIComponent),
);
const sizes = fc.constantFrom('1', '32', '80', '2048', '2049', '77');
const parameters: Record<'picture' | 'avatar', [name: string, usual: fc.Arbitrary<string>][]> = {
  picture: [
    ['size', sizes],
    ['format', fc.constantFrom('avif', 'webp', 'jpeg', 'png')],
    ['fallback', fc.constantFrom('initials', '404')],
    ['v', fc.constant('A'.repeat(22))],
    ['expires', fc.constantFrom('1', '99999999999')],
    ['signature', fc.constant('A'.repeat(43))],
    ['unknown', oddities],
  ],
  avatar: [
    ['s', sizes],
    ['size', sizes],
    ['d', fc.constantFrom('404', 'mp', 'retro', 'initials', 'blank', 'identicon', 'https://example.org/a.png')],
    ['f', fc.constant('y')],
    ['r', fc.constantFrom('g', 'x')],
  ],
};
/** Known names with usual and odd values, absent, once or twice, in any order. */
const queryOf = (route: 'picture' | 'avatar') =>
  fc
    .array(
      fc.oneof(
        ...parameters[route].map(([name, usual]) =>
          fc
            .oneof({ weight: 3, arbitrary: usual }, { weight: 1, arbitrary: oddities })
            .map((value) => `${name}=${value}`),
        ),
        oddities,
      ),
      { maxLength: 4 },
    )
    .map((parts) => parts.join('&'));
const conditions = fc.oneof(
  { weight: 2, arbitrary: fc.constant({}) },
  fc.constantFrom<Record<string, string>[]>(
    { 'if-none-match': '*' },
    { 'if-none-match': 'W/"x", "y", ,,"' },
    { 'if-none-match': '"' },
    { 'if-match': '"x"' },
    { 'if-modified-since': 'Fri, 31 Dec 2100 23:59:60 GMT' },
    { 'if-modified-since': 'yesterday' },
    { 'if-unmodified-since': 'Thu, 01 Jan 1970 00:00:00 GMT' },
    { range: 'bytes=0-0', 'if-range': '"x"' },
    { accept: 'image/avif;q=2, image/webp;;q=, */*' },
    { 'x-api-key': 'none', cookie: 'a=%00; better-auth.session_token=x.y' },
  ),
);

async function judge(path: string, method: 'get' | 'head', operation: Operation, headers: Record<string, string>) {
  const answered = await visage.picture(path, { method: method.toUpperCase(), headers });
  const wrong = await described.wrongWith(answered, method, operation);
  if (wrong) throw new Error(`${method} ${path} ${JSON.stringify(headers)}: ${wrong}`);
  return answered.status;
}

test('the picture and avatar routes answer any query and condition as described', async () => {
  const reached = { picture: new Set<number>(), avatar: new Set<number>() };
  const targets = {
    picture: [pathOf(pictured), pathOf(bare), '/profile/@nobody/picture', '/profile/ext:%00/picture'],
    avatar: [
      `/avatar/${md5Of(pictured.email)}`,
      `/avatar/${md5Of(bare.email)}.png`,
      '/avatar/%E0%A4%A',
      '/avatar/x.gif',
    ],
  };
  /** One of each kind of answer: a path, a query, conditions. */
  const kinds = ([shown, none]: string[]): [string, string, Record<string, string>][] => [
    [shown ?? '', '', {}],
    [shown ?? '', '', { 'if-none-match': '*' }],
    [shown ?? '', '', { 'if-match': '"x"' }],
    [none ?? '', '', {}],
    [none ?? '', 'fallback=404&d=404', {}],
    [shown ?? '', 'size=', {}],
  ];
  const examples = { picture: kinds(targets.picture), avatar: kinds(targets.avatar) };
  for (const route of ['picture', 'avatar'] as const) {
    const template = route === 'picture' ? '/profile/{id}/picture' : '/avatar/{hash}';
    for (const method of ['get', 'head'] as const) {
      const operation = document.paths[template]?.[method];
      if (!operation) throw new Error(`${method} ${template} is not described`);
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...targets[route]),
          queryOf(route),
          conditions,
          async (path, query, headers) => {
            reached[route].add(await judge(`${path}?${query}`, method, operation, headers));
          },
        ),
        { numRuns: 150, examples: examples[route] },
      );
    }
  }
  // Or nothing was tried.
  expect([...reached.picture].sort()).toEqual([200, 302, 304, 400, 404, 412]);
  expect([...reached.avatar].sort()).toEqual([200, 304, 404, 412]);
});

test('PUT of a picture answers any body, type, and caller as described', async () => {
  const operation = document.paths['/profile/me/picture']?.put as Operation;
  const [writes, reads] = [await makeKey(visage, bare), await makeKey(visage, bare, ['profiles:read'])];
  const png = await image('png', { width: 20, height: 20 });
  const callers: Record<string, string>[] = [
    writes.headers,
    writes.headers,
    reads.headers,
    {},
    { 'x-api-key': '' },
    { cookie: bare.cookie, origin: visage.origin },
    { cookie: bare.cookie, origin: 'https://evil.example' },
    { cookie: 'better-auth.session_token=x.y' },
  ];
  const bodies = [
    png,
    png,
    png,
    png.slice(0, 40),
    new Uint8Array(0),
    new Uint8Array(20_001),
    ...Object.values(unsupported),
  ];
  /** One of each kind of answer: a caller, a body, headers, a query. */
  const examples: [Record<string, string>, Uint8Array, Record<string, string>, string][] = [
    [writes.headers, png, {}, ''],
    [writes.headers, png.slice(0, 40), {}, ''],
    [{}, png, {}, ''],
    [reads.headers, png, {}, ''],
    [writes.headers, new Uint8Array(20_001), {}, ''],
    [writes.headers, png, { 'content-type': 'multipart/form-data' }, ''],
  ];
  const reached = new Set<number>();
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...callers),
      fc.oneof(fc.constantFrom(...bodies), fc.uint8Array({ maxLength: 64 })),
      fc.constantFrom<Record<string, string>[]>(
        {},
        { 'content-type': 'image/png' },
        { 'content-type': 'image/jpeg' },
        { 'content-type': ';;,' },
        { 'content-type': 'multipart/form-data' },
        { 'content-type': 'application/octet-stream', 'content-encoding': 'gzip' },
        { 'content-range': 'bytes 0-9/10' },
        { 'if-none-match': '*' },
      ),
      fc.constantFrom('', '?userId=x', '?%00', `?size=${'9'.repeat(400)}`),
      async (caller, body, headers, query) => {
        const answered = await visage.picture(`/profile/me/picture${query}`, {
          method: 'PUT',
          headers: { ...headers, ...caller },
          body: Uint8Array.from(body),
        });
        reached.add(answered.status);
        // Refusals as described, not one for all that comes after.
        if (reached.has(429)) await visage.sql`DELETE FROM rate_limit`;
        const wrong = await described.wrongWith(answered, 'put', operation);
        if (wrong) throw new Error(`${JSON.stringify([caller, headers])}: ${wrong}`);
      },
    ),
    { numRuns: 300, examples },
  );
  for (const status of [200, 400, 401, 403, 413, 415]) expect([...reached]).toContain(status);
});
