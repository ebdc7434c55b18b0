import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { auth } from '../../test/auth';
import { base64 } from '../../test/images';
import { rawHttp } from '../../test/raw-http';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
/** What came in where nobody but Visage could have been sent. */
const visited: string[] = [];
const trap = Bun.serve({
  port: 0,
  hostname: '127.0.0.1',
  fetch: ({ url }) => {
    visited.push(url);
    return new Response('caught');
  },
});
const bait = (name: string) => `http://127.0.0.1:${trap.port}/${name}`;

beforeAll(async () => {
  visage = await startTestVisage({ GRAVATAR_IMPORT: 'true', ADMIN_EMAILS: 'person1@example.org' });
  ada = await visage.signUp();
});
afterAll(async () => {
  await visage.stop();
  await trap.stop(true);
});

test('the trap catches: else the others would prove nothing', async () => {
  await fetch(bait('itself'));
  expect(visited.splice(0)).toEqual([bait('itself')]);
});

test('no address in anything that anyone sends is asked for', async () => {
  const svg = (name: string) =>
    `<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"><image xlink:href="${bait(name)}"/></svg>`;
  const file = (text: string) => base64(new TextEncoder().encode(text));
  const uploads: [data: string, mimeType: string][] = [
    [bait('data'), 'image/png'],
    [`url(${bait('url')})`, 'image/png'],
    [file(bait('file')), 'image/png'],
    [file(svg('svg')), 'image/svg+xml'],
    [file(svg('svg-as-png')), 'image/png'],
    [
      file(`<?xml version="1.0"?><!DOCTYPE svg [<!ENTITY x SYSTEM "${bait('entity')}">]><svg>&x;</svg>`),
      'image/svg+xml',
    ],
    [file(`push graphic-context\nfill 'url(${bait('mvg')})'\npop graphic-context`), 'image/png'],
    [file(`#EXTM3U\n#EXTINF:1,\n${bait('hls')}\n`), 'image/gif'],
  ];
  for (const [data, mimeType] of uploads) {
    expect((await visage.mutate('picture.upload', { data, mimeType }, ada)).status).toBeGreaterThanOrEqual(400);
    await visage.picture('/profile/me/picture', {
      method: 'PUT',
      body: data,
      headers: {
        cookie: ada.cookie,
        origin: visage.origin,
        'content-location': bait('location'),
        link: `<${bait('link')}>`,
      },
    });
  }
  const { data: me } = await visage.query('profile.me', undefined, ada);
  const fields = { website: bait('website'), bio: bait('bio'), location: bait('where'), displayName: 'Ada' };
  expect((await visage.mutate('profile.update', { revision: me.revision, ...fields }, ada)).status).toBe(200);
  for (const path of [
    `/@${me.handle}`,
    `/avatar/${'0'.repeat(32)}?d=${encodeURIComponent(bait('default'))}`,
    `/avatar/${encodeURIComponent(bait('hash'))}`,
    `/profile/${encodeURIComponent(bait('id'))}/picture`,
    `/profile/ext:${encodeURIComponent(bait('external'))}/picture?fallback=initials`,
    `/placeholder.png?url=${encodeURIComponent(bait('placeholder'))}`,
    `/api/auth/get-session?callbackURL=${encodeURIComponent(bait('callback'))}`,
  ]) {
    await visage.picture(path, {
      headers: { referer: bait('referer'), origin: bait('origin'), 'x-forwarded-host': `127.0.0.1:${trap.port}` },
    });
  }
  for (const [path, body] of [
    [
      'sign-up/email',
      { name: 'X', email: 'x@example.org', password: 'long enough', image: bait('image'), callbackURL: bait('up') },
    ],
    ['sign-in/email', { email: ada.email, password: ada.password, callbackURL: bait('in') }],
    ['request-password-reset', { email: ada.email, redirectTo: bait('reset') }],
    ['send-verification-email', { email: ada.email, callbackURL: bait('verify') }],
    ['sign-in/social', { provider: bait('provider'), callbackURL: bait('social'), idToken: { token: bait('token') } }],
  ] as const) {
    await auth(visage, path, body);
  }
  for (const line of [`GET ${bait('absolute')}`, `CONNECT 127.0.0.1:${trap.port}`, `POST ${bait('posted')}`]) {
    await rawHttp(visage.port, `${line} HTTP/1.1\r\nHost: 127.0.0.1:${trap.port}\r\nConnection: close\r\n\r\n`);
  }
  expect(visited).toEqual([]);
});

test('only two files of the server begin a conversation: with Gravatar, and with the mail server', async () => {
  const begins: string[] = [];
  const source = new Bun.Glob('**/*.ts');
  for await (const file of source.scan({ cwd: new URL('..', import.meta.url).pathname })) {
    if (file.endsWith('.test.ts') || file.startsWith('storage/') || file.startsWith('operator/')) continue;
    const text = await Bun.file(new URL(`../${file}`, import.meta.url)).text();
    if (
      /(?<![.\w])fetch\(|\b(connect|createConnection|createTransport|request)\(|new WebSocket|Bun\.connect/.test(text)
    )
      begins.push(file);
  }
  expect(begins.sort()).toEqual(['http/gravatar.ts', 'http/mail.ts']);
});
