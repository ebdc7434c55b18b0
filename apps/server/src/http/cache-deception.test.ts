import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { mayBeKept, own, pathOf, update, upload, verifyAddress, whole } from '../../test/deeds';
import { makeKey } from '../../test/keys';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(60_000);

let visage: TestVisage;
/** Shows himself to nobody. */
let bob: Person;
let key: Record<string, string>;
/** Addresses of what is his, and some that look like them. */
let paths: string[];

const md5 = (text: string) => new Bun.CryptoHasher('md5').update(text).digest('hex');

beforeAll(async () => {
  visage = await startTestVisage();
  bob = await visage.signUp('Bob');
  await verifyAddress(visage, bob);
  const earlier = await upload(visage, bob);
  await upload(visage, bob);
  key = (await makeKey(visage, bob)).headers;
  await update(visage, bob, { visibility: 'private' });
  const { handle } = await own(visage, bob);
  paths = [
    ...[
      '/trpc/profile.me',
      '/trpc/account.export',
      '/trpc/picture.history',
      '/trpc/apiKey.list',
      '/trpc/profile.me,profile.list',
    ],
    ...[
      '/api/auth/get-session',
      '/api/auth/list-sessions',
      '/api/auth/passkey/list-user-passkeys',
      '/api/auth/list-accounts',
    ],
    ...['/me', '/settings', '/settings/account', '/people', `/@${handle}`, '/', '/openapi.json', '/metrics', '/assets'],
    ...[pathOf(bob), '/profile/me/picture', `/profile/@${handle}/picture`, `/profile/${bob.id}/history/${earlier.id}`],
    ...[`/avatar/${md5(bob.email)}`, `/assets/..%2f..%2ftrpc/profile.me`, `/placeholder.png/..%2ftrpc%2fprofile.me`],
    ...['/trpc%2fprofile.me', '/TRPC/profile.me', '/assets/../trpc/profile.me', '/x.css/../api/auth/get-session'],
  ];
});
afterAll(() => visage.stop());

const get = (path: string, headers: Record<string, string> = {}) => visage.picture(path, { headers });

/** What an address becomes that is to be taken for a file, or for another address, by a cache on the way. */
const disguises = [
  ...['', '/x.css', '/a.jpg', '/x/y.js', '.css', '.png', ';x.css', '%2fx.css', '%3fx.css', '%23x.css', '%3bx.css'],
  ...['%0ax.css', '%00.css', '\\x.css', '//x.css', '/..%2fx.css', '/%2e%2e/x.css', '/.', '?x.css', '?v=1&x=.css'],
];

describe('what is someone’s own is never kept as a file, however its address is written', () => {
  test.each(disguises)('with %p behind it: what may be kept is what nobody would get', async (disguise) => {
    for (const path of paths) {
      const nobody = await whole(await get(`${path}${disguise}`));
      for (const headers of [{ cookie: bob.cookie }, key]) {
        const answered = await get(`${path}${disguise}`, headers);
        const isKept = mayBeKept(answered);
        const found = await whole(answered);
        if (isKept) expect({ path, ...found }).toEqual({ path, ...nobody });
        else if (found.status === 200)
          expect({ path, cacheControl: answered.headers.get('cache-control') }).toEqual({
            path,
            cacheControl: expect.stringMatching(/^(private, )?no-(store|cache)$/),
          });
      }
    }
  });

  test('the addresses themselves do answer their owner: else nothing would have been tried', async () => {
    const seen = await Promise.all(paths.map((path) => get(path, { cookie: bob.cookie })));
    expect(seen.filter((each) => each.status === 200 && !mayBeKept(each)).length).toBeGreaterThan(8);
    expect(seen.filter((each) => each.status === 200 && mayBeKept(each)).length).toBeGreaterThan(0);
  });
});
