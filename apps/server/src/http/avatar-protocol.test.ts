import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import sharp from 'sharp';
import { findable, md5Of, sha256Of } from '../../test/avatars';
import { letDateCome, update, upload } from '../../test/deeds';
import { sha256 } from '../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let visage: TestVisage;
/** With a picture, opaque and smaller than most sizes. */
let pictured: Person;
/** With one that lets something through. */
let glassy: Person;
/** With none. */
let bare: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  [pictured, glassy, bare] = [await findable(visage), await findable(visage), await findable(visage, 'Bea Bare')];
  await upload(visage, pictured);
  const glass = { create: { width: 90, height: 60, channels: 4, background: '#ff000080' } } as const;
  await upload(visage, glassy, { file: await sharp(glass).png().toBuffer() });
  for (const person of [pictured, glassy]) await letDateCome(visage, person);
});
afterAll(() => visage.stop());

const nobody = sha256Of('nobody@example.org');
const get = (path: string, init: RequestInit = {}) => visage.picture(`/avatar/${path}`, init);

/** Type and sides, as the bytes say. */
async function seen(path: string) {
  const answered = await get(path);
  const { format, width, height } = await sharp(await answered.bytes()).metadata();
  expect({ path, status: answered.status, type: answered.headers.get('content-type') }).toEqual({
    path,
    status: 200,
    type: `image/${format}`,
  });
  return { format, sides: `${width} × ${height}` };
}
const bytesAt = async (path: string) => sha256(await (await get(path)).bytes());

describe('the hash', () => {
  test.each([
    ['george@example.com', '40f8d096a3777232204cb3f796c577b7'],
    ['george@example.com', '47508cb4512f7b46aaeb34b4a514c63d63ec240bf28cbc4410addd4867c10066'],
    ['MyEmailAddress@example.com ', '84059b07d4be67b806386c0aad8070a23f18836bbaae342275dc0a83414c32ee'],
    ['MyEmailAddress@example.com ', '0bc83cb571cd1c50ba6f3e8a78ef1346'],
    ['iHaveAn@email.com', '3b3be63a4c2a439b013787725dfce802'],
  ])('of %p is %s, trimmed and in lower case', async (address, hash) => {
    const owner = await findable(visage);
    const picture = await upload(visage, owner);
    await visage.sql`UPDATE "user" SET email = ${address.trim()} WHERE id = ${owner.id}`;
    const [row] = await visage.sql`SELECT count(*)::int AS n FROM alias WHERE kind = 'hash' AND name = ${hash}`;
    expect(row?.n).toBe(1);
    expect((await get(`${hash}?d=404`)).status).toBe(200);
    await visage.mutate('picture.forget', { pictureId: picture.id }, owner);
    await visage.sql`DELETE FROM "user" WHERE id = ${owner.id}`;
  });

  test('is MD5 or SHA-256 of the same address, in either case, and gives the same bytes', async () => {
    for (const query of ['', '?s=200', '?d=robohash&f=y', '?d=initials&f=y', '?d=identicon&f=y&s=33']) {
      const shown = await bytesAt(`${md5Of(pictured.email)}${query}`);
      for (const hash of [sha256Of(pictured.email), md5Of(pictured.email).toUpperCase()]) {
        expect({ query, shown: await bytesAt(`${hash}${query}`) }).toEqual({ query, shown });
      }
    }
    const drawn = await bytesAt(`${md5Of(bare.email)}?d=wavatar`);
    expect(await bytesAt(`${sha256Of(bare.email)}?d=wavatar`)).toBe(drawn);
  });

  test('of the wrong length, of other characters, or none, gives the default', async () => {
    const mp = await bytesAt(nobody);
    const written = [nobody.slice(1), `${nobody}0`, 'x'.repeat(64), 'george@example.com', '', '%00', '%E0%A4%A', '..'];
    for (const hash of written) {
      const answered = await visage.picture(`/avatar/${hash.replace('..', '%2e%2e.x')}`);
      expect({ hash, status: answered.status }).toEqual({ hash, status: 200 });
      expect(sha256(await answered.bytes())).toBe(mp);
    }
    expect((await visage.picture('/avatar?d=mp')).status).toBe(200);
    expect((await get(`${nobody}/x`)).status).toBe(404);
  });
});

describe('s or size', () => {
  test.each([
    ...[
      ['', 80],
      ['?s=1', 1],
      ['?s=79', 79],
      ['?size=200', 200],
      ['?s=2048', 2048],
      ['?s=2049', 2048],
    ],
    ...[
      ['?s=99999999999999999999', 2048],
      ['?s=0', 80],
      ['?s=-5', 80],
      ['?s=', 80],
      ['?s=big', 80],
      ['?s=1e3', 80],
    ],
    ...[
      ['?s=40.5', 80],
      ['?s=%2040', 80],
      ['?size=40&s=50', 40],
      ['?s=50&s=60', 50],
      ['?size=x&s=50', 80],
    ],
  ] as [string, number][])('%p gives a square of %d, of pictures and defaults alike', async (query, side) => {
    const sides = `${side} × ${side}`;
    for (const hash of [md5Of(pictured.email), nobody]) expect((await seen(`${hash}${query}`)).sides).toBe(sides);
  });
});

describe('the extension', () => {
  test.each([
    ['', 'jpeg', 'png'],
    ['.jpg', 'jpeg', 'jpeg'],
    ['.JPEG', 'jpeg', 'jpeg'],
    ['.png', 'png', 'png'],
    ['.gif', 'png', 'png'],
    ['.webp', 'webp', 'webp'],
    ['.bmp', 'jpeg', 'png'],
    ['.', 'jpeg', 'png'],
  ])(
    '%p gives %s of a picture, %s of one that lets something through, and PNG of a default',
    async (ending, opaque, transparent) => {
      expect((await seen(`${md5Of(pictured.email)}${ending}`)).format).toBe(opaque as 'jpeg');
      expect((await seen(`${sha256Of(glassy.email)}${ending}`)).format).toBe(transparent as 'jpeg');
      expect((await seen(`${nobody}${ending}`)).format).toBe('png');
    },
  );
});

describe('d or default', () => {
  const drawn = ['mp', 'identicon', 'monsterid', 'wavatar', 'retro', 'robohash', 'blank', 'initials'];

  test('is drawn, another for each, always the same, and never by sending elsewhere', async () => {
    const shown = new Map<string, string>();
    for (const name of drawn) {
      expect(await seen(`${nobody}?d=${name}&s=50`)).toEqual({ format: 'png', sides: '50 × 50' });
      shown.set(await bytesAt(`${nobody}?d=${name}&s=50`), name);
      expect(shown.get(await bytesAt(`${nobody}?default=${name.toUpperCase()}&s=50`))).toBe(name);
    }
    expect([...shown.values()]).toEqual(drawn);
  });

  test('is another for another hash, but for those that stand for anyone', async () => {
    for (const name of drawn) {
      const [one, other] = [await bytesAt(`${nobody}?d=${name}`), await bytesAt(`${sha256Of('another')}?d=${name}`)];
      expect({ name, same: one === other }).toEqual({ name, same: ['mp', 'blank'].includes(name) });
    }
  });

  test('absent, empty, unknown or the address of an image is mp', async () => {
    const mp = await bytesAt(`${nobody}?d=mp`);
    const elsewhere = ['https%3A%2F%2Fexample.org%2Fa.png', '//example.org', 'javascript:alert(1)', '/placeholder.png'];
    for (const value of ['mm', '', 'pagan', ...elsewhere]) {
      const answered = await get(`${nobody}?d=${value}`);
      expect({ value, status: answered.status }).toEqual({ value, status: 200 });
      expect(answered.headers.has('location')).toBe(false);
      expect(sha256(await answered.bytes())).toBe(mp);
    }
    expect(await bytesAt(nobody)).toBe(mp);
  });

  test('404 is 404 for whoever has no picture, found or not', async () => {
    for (const hash of [nobody, md5Of(bare.email), 'no-hash']) {
      const answered = await get(`${hash}?d=404`);
      expect([answered.status, answered.headers.get('cache-control')]).toEqual([404, 'no-cache']);
      expect(answered.headers.get('content-type')).toBe('application/problem+json');
      expect(answered.headers.get('access-control-allow-origin')).toBe('*');
    }
  });

  test('gives way to a picture, unless forced by y', async () => {
    const hash = md5Of(pictured.email);
    const picture = await bytesAt(hash);
    const passedOver = ['?d=', '?d=none-such', '?d=https%3A%2F%2Fexample.org%2Fa.png', '?d=404'];
    for (const query of [...passedOver, '?d=blank&f=n', '?d=blank&f=', '?d=blank&f=Y', '?d=blank&f=1'])
      expect({ query, shown: await bytesAt(`${hash}${query}`) }).toEqual({ query, shown: picture });
    const blank = await bytesAt(`${nobody}?d=blank`);
    for (const query of ['?d=blank&f=y', '?default=blank&forcedefault=y', '?d=blank&f=y&r=pg'])
      expect({ query, shown: await bytesAt(`${hash}${query}`) }).toEqual({ query, shown: blank });
    expect((await get(`${hash}?d=404&f=y`)).status).toBe(404);
  });

  test.each([
    'r=g',
    'r=pg',
    'r=r',
    'r=x',
    'rating=x',
    'r=',
    'gravatarproxy=n&gravatarredirect=y',
    'domain=example.org',
  ])('and %s changes nothing, of a picture or a default', async (more) => {
    for (const hash of [md5Of(pictured.email), nobody]) {
      expect(await bytesAt(`${hash}?d=retro&${more}`)).toBe(await bytesAt(`${hash}?d=retro`));
    }
  });

  test('initials are the owner’s where they may be found, and change with the name at once', async () => {
    const named = await bytesAt(`${md5Of(bare.email)}?d=initials`);
    expect(named).not.toBe(await bytesAt(`${nobody}?d=initials`));
    await update(visage, bare, { displayName: 'Quinn Xu' });
    const renamed = await bytesAt(`${md5Of(bare.email)}?d=initials`);
    expect(renamed).not.toBe(named);
    await update(visage, bare, { displayName: 'Bea Bare' });
    expect(await bytesAt(`${sha256Of(bare.email)}?d=initials`)).toBe(named);
  });
});

describe('headers', () => {
  const open = { 'access-control-allow-origin': '*', 'cross-origin-resource-policy': 'cross-origin' };
  const always = { 'x-content-type-options': 'nosniff', 'content-security-policy': "default-src 'none'; sandbox" };

  test('of a picture: any cache may keep it and must ask, by tag and by date', async () => {
    const path = `${md5Of(pictured.email)}?s=48`;
    const answered = await get(path);
    const body = await answered.bytes();
    const { etag, 'last-modified': since, ...headers } = answered.headers.toJSON() as Record<string, string>;
    expect(headers).toMatchObject({ ...open, ...always, 'cache-control': 'public, no-cache' });
    expect(headers['content-length']).toBe(String(body.byteLength));
    expect(etag).toBe(`"${sha256(body)}"`);
    expect(Date.parse(since ?? '')).toBeLessThan(Date.now());
    for (const [name, value] of [
      ['if-none-match', etag],
      ['if-none-match', '*'],
      ['if-modified-since', since],
    ]) {
      const fresh = await get(path, { headers: { [name ?? '']: value ?? '' } });
      expect(fresh.status).toBe(304);
      expect(fresh.headers.toJSON()).toMatchObject({
        ...open,
        etag,
        'last-modified': since,
        'cache-control': 'public, no-cache',
      });
    }
    expect((await get(path, { headers: { 'if-match': '"other"' } })).status).toBe(412);
    expect((await get(path, { headers: { 'if-none-match': '"other"' } })).status).toBe(200);
  });

  test('of a default: no-cache, and no date that a picture could look older than', async () => {
    const path = `${nobody}?d=retro&s=48`;
    const answered = await get(path);
    const etag = `"${sha256(await answered.bytes())}"`;
    expect(answered.headers.toJSON()).toMatchObject({ ...open, ...always, etag, 'cache-control': 'no-cache' });
    expect(answered.headers.has('last-modified')).toBe(false);
    const fresh = await get(path, { headers: { 'if-none-match': etag } });
    expect([fresh.status, fresh.headers.get('etag'), fresh.headers.get('cache-control')]).toEqual([
      304,
      etag,
      'no-cache',
    ]);
    const dated = { 'if-modified-since': new Date(Date.now() + 60_000).toUTCString() };
    expect((await get(path, { headers: dated })).status).toBe(200);
    expect((await get(path, { headers: { 'if-match': '"other"' } })).status).toBe(412);
  });

  test('no answer varies, sets a cookie, or sends elsewhere', async () => {
    for (const path of [md5Of(pictured.email), nobody, `${nobody}?d=404`, `${nobody}?d=%2F%2Fexample.org`]) {
      const { headers } = await get(path, { headers: { accept: 'image/avif', origin: 'https://example.org' } });
      for (const name of ['vary', 'set-cookie', 'location']) expect(headers.has(name)).toBe(false);
    }
  });
});

describe('methods', () => {
  const named = ({ headers }: Response, ...but: string[]) =>
    [...headers].filter(([name]) => name !== 'date' && !but.includes(name)).sort();

  test('HEAD is GET without the body', async () => {
    for (const path of [`${md5Of(pictured.email)}?s=48`, `${nobody}?d=identicon`, `${nobody}?d=404`]) {
      const [head, full] = [await get(path, { method: 'HEAD' }), await get(path)];
      expect([head.status, named(head)]).toEqual([full.status, named(full)]);
      expect((await head.bytes()).byteLength).toBe(0);
    }
  });

  test('HEAD says no length of what has yet to be made, and the same as GET otherwise', async () => {
    const path = `${md5Of(pictured.email)}?s=31`;
    const [head, full, again] = [
      await get(path, { method: 'HEAD' }),
      await get(path),
      await get(path, { method: 'HEAD' }),
    ];
    expect([head.headers.get('content-length'), head.headers.get('transfer-encoding')]).toEqual([null, 'chunked']);
    expect([head.status, named(head, 'transfer-encoding')]).toEqual([full.status, named(full, 'content-length')]);
    expect(full.headers.get('content-length')).toBe(String((await full.bytes()).byteLength));
    expect([again.status, named(again)]).toEqual([full.status, named(full)]);
  });

  test('OPTIONS says what there is, and others are refused', async () => {
    const options = await get(nobody, { method: 'OPTIONS' });
    expect([options.status, options.headers.get('allow')]).toEqual([204, 'GET, HEAD, OPTIONS']);
    const post = await get(nobody, { method: 'POST' });
    expect([post.status, post.headers.get('allow')]).toEqual([405, 'GET, HEAD, OPTIONS']);
  });
});
