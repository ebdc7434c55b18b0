import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import type { PictureMetadata } from '@visage/contract/picture';
import postgres from 'postgres';
import { pathOf, upload } from '../../test/deeds';
import { base64, image, sha256 } from '../../test/images';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { nobody } from '../domain/caller';
import { createPictureMemory } from '../domain/picture-memory';
import { createShownPictures } from '../domain/shown-pictures';
import { openDatabase } from '../storage/database';
import { type Bytes, createShownPictureReader, type ShownPicture } from '../storage/shown-picture';
import { formatHttpDate } from './http-date';
import { createPictureRoute } from './picture-route';
import { createPictureSender, noneSent } from './picture-sender';
import { createUrlSigner } from './signed-url';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const data = new TextEncoder().encode('bytes of a picture');
const digest = sha256(data);
const lastUpdated = 1_700_000_000;
const scope = { visibilities: ['public' as const], userId: null };

/** For stores that have every rendition. */
const noRenditions = { make: async () => null, nameOf: () => '' };

/** Every answer is asked of the store. */
const noMemory = () => createPictureMemory(0, () => ({ monotonic: 0, wall: 0 }));

describe('a picture route over a store that counts the bytes it is asked for', () => {
  /** As shown-picture.ts, by hand: counts how often bytes come back. */
  function countingStore(visibility: ShownPicture['visibility']) {
    const counted = { bytes: 0, reads: 0 };
    const read = async (_: unknown, within: { visibilities: readonly string[] }, __: unknown, bytes: Bytes) => {
      counted.reads += 1;
      const held =
        bytes === 'none' ||
        bytes.unlessHeld.digests.includes(digest) ||
        (bytes.unlessHeld.since !== null && lastUpdated <= bytes.unlessHeld.since);
      const sent = !held && within.visibilities.includes(visibility);
      if (sent) counted.bytes += 1;
      const file = { digest, byteSize: data.byteLength, data: sent ? data : null };
      const picture = { mimeType: 'image/png' as const, file, rendition: null };
      return { userId: 'u', displayName: 'U', visibility, version: 'v1', lastUpdated, picture };
    };
    const member = { kind: 'session' as const, userId: 'someone', isAdmin: false, signedInAt: new Date(0) };
    const now = () => lastUpdated + 60;
    const pictures = createShownPictures(read, noRenditions, () => '', noMemory());
    const route = createPictureRoute({
      sender: createPictureSender({ pictures, targetCapacity: 0, sentFromMemory: noneSent(), now }),
      signer: createUrlSigner('a secret'),
      callerOf: async () => member,
      now,
    });
    const ask = (method: string, headers: Record<string, string> = {}, query = '') =>
      route(new Request(`http://x/profile/u/picture${query}`, { method, headers }), 'u');
    return { counted, ask };
  }

  const fresh: Record<string, string>[] = [
    { 'if-none-match': `"${digest}"` },
    { 'if-none-match': `W/"${digest}"` },
    { 'if-none-match': `"x", "${digest}"` },
    { 'if-none-match': '*' },
    { 'if-modified-since': formatHttpDate(lastUpdated) },
    { 'if-modified-since': formatHttpDate(lastUpdated + 5) },
    { 'if-none-match': `"${digest}"`, 'if-modified-since': 'never' },
  ];

  for (const visibility of ['public', 'members'] as const) {
    test(`reads none for a 304 or a HEAD (${visibility})`, async () => {
      const { counted, ask } = countingStore(visibility);
      for (const query of ['', '?v=v1', '?v=old']) {
        for (const headers of fresh) expect((await ask('GET', headers, query)).status).toBe(304);
        for (const headers of [{}, ...fresh, { 'if-none-match': '"x"' }]) await ask('HEAD', headers, query);
      }
      expect(counted.reads).toBeGreaterThan(0);
      expect(counted.bytes).toBe(0);
    });

    test(`reads them once for a 200 (${visibility})`, async () => {
      const { counted, ask } = countingStore(visibility);
      const answered = await ask('GET', { 'if-none-match': '"x"', 'if-modified-since': formatHttpDate(4e9) });
      expect(answered.status).toBe(200);
      expect(await answered.bytes()).toEqual(data);
      expect(counted.bytes).toBe(1);
    });
  }
});

describe('the reader on Postgres', () => {
  let visage: TestVisage;
  let database: ReturnType<typeof openDatabase>;

  beforeAll(async () => {
    visage = await startTestVisage();
    database = openDatabase(visage.connection, { connections: 1 });
  });
  afterAll(async () => {
    await database.close();
    await visage.stop();
  });

  test('brings bytes exactly when they are asked for, not held, and in scope', async () => {
    const person = await visage.signUp();
    const picture = await upload(visage, person);
    const at = Date.parse(picture.lastUpdated) / 1000;
    const read = createShownPictureReader(database.sql);
    const reads = async (bytes: Bytes, within: Parameters<typeof read>[1] = scope) => {
      const shown = await read({ userId: person.id }, within, 'stored', bytes);
      expect(shown?.picture?.file?.digest).toBe(picture.digest);
      return shown?.picture?.file?.data != null;
    };
    expect(await reads('none')).toBe(false);
    expect(await reads({ unlessHeld: { digests: [], since: null } })).toBe(true);
    expect(await reads({ unlessHeld: { digests: ['x'], since: at - 1 } })).toBe(true);
    expect(await reads({ unlessHeld: { digests: ['x', picture.digest], since: null } })).toBe(false);
    expect(await reads({ unlessHeld: { digests: [], since: at } })).toBe(false);
    await visage.sql`UPDATE profile SET visibility = 'private' WHERE user_id = ${person.id}`;
    expect(await reads({ unlessHeld: { digests: [], since: null } })).toBe(false);
    const owners = { ...scope, userId: person.id };
    expect(await reads({ unlessHeld: { digests: [], since: null } }, owners)).toBe(true);
  });

  describe('by Postgres’s own count of blocks', () => {
    let connection: Awaited<ReturnType<typeof freshDatabase>>;
    let sql: postgres.Sql;
    let person: Person;
    let current: PictureMetadata;
    let earlier: PictureMetadata;

    beforeAll(async () => {
      connection = await freshDatabase();
      sql = postgres({ ...connection, max: 1, onnotice: () => {} });
      await touchedBy(async (server) => {
        person = await server.signUp();
        // Enough for many blocks out of line.
        await upload(server, person, { file: await noise() });
        current = await upload(server, person, { file: await noise() });
        earlier = (await server.query('picture.history', undefined, person)).data.items[0];
      });
    });
    afterAll(async () => {
      await sql.end();
      await dropDatabase(connection);
    });

    /** How many blocks of out-of-line bytes a server touched. Its connections have handed in their counts once they have ended. */
    async function touchedBy(run: (server: TestVisage) => Promise<unknown>): Promise<number> {
      const before = await blocks();
      const server = await startTestVisage({}, { beside: { connection } });
      await run(server).finally(server.stop);
      const left = () =>
        sql`SELECT 1 FROM pg_stat_activity WHERE application_name = 'visage' AND datname = current_database()`;
      while ((await left()).length > 0) await Bun.sleep(5);
      return (await blocks()) - before;
    }

    async function blocks(): Promise<number> {
      const [row] = await sql`
        SELECT sum(toast_blks_hit + toast_blks_read) AS n FROM pg_statio_user_tables
        WHERE relname IN ('picture', 'rendition')`;
      return Number(row?.n);
    }

    const get = (server: TestVisage, path: string, method: string, headers: Record<string, string> = {}) =>
      server.picture(path, { method, headers: { cookie: person.cookie, ...headers } });

    async function expectUntouched(path: string, digest: string): Promise<void> {
      const untouched = await touchedBy(async (server) => {
        expect((await get(server, path, 'GET', { 'if-none-match': `"${digest}"` })).status).toBe(304);
        expect((await get(server, path, 'HEAD')).status).toBe(200);
      });
      const sent = await touchedBy(async (server) => (await get(server, path, 'GET')).bytes());
      expect({ untouched, sent: sent > 0 }).toEqual({ untouched: 0, sent: true });
    }

    test('a 304 and a HEAD of the picture route touch none', () => expectUntouched(pathOf(person), current.digest));

    test('nor do those of a rendition that is there', async () => {
      const path = `${pathOf(person)}?size=1024&format=png`;
      let digest = '';
      await touchedBy(async (server) => {
        digest = sha256(await (await get(server, path, 'GET')).bytes());
      });
      await expectUntouched(path, digest);
    });

    test('nor do those of an earlier picture', () => expectUntouched(earlier.url, earlier.digest));

    test('nor does any call about pictures but an upload', async () => {
      const pictureId = earlier.id;
      const touched = await touchedBy(async (server) => {
        for (const [path, input] of [
          ['picture.restore', { pictureId }],
          ['picture.remove', {}],
          ['picture.restore', { pictureId }],
          ['picture.setAltText', { pictureId, altText: 'x' }],
        ] as const) {
          expect((await server.mutate(path, input, person)).status).toBe(200);
        }
        expect((await server.query('profile.list')).data.items[0].picture.id).toBe(pictureId);
      });
      expect(touched).toBe(0);
    });
  });

  test('never pairs the bytes of one picture with the headers of another, while another writes', async () => {
    const person = await visage.signUp();
    const files = [base64(await image('png')), base64(await image('jpeg', { width: 300, height: 200 }))];
    await visage.mutate('picture.upload', { data: files[0], mimeType: 'image/png' }, person);
    let writing = true;
    const seen = new Set<string>();
    const reader = async () => {
      while (writing) {
        const answered = await visage.picture(pathOf(person));
        const body = await answered.bytes();
        const etag = answered.headers.get('etag');
        seen.add(etag ?? '');
        expect(answered.status).toBe(200);
        expect(etag).toBe(`"${sha256(body)}"`);
        expect(answered.headers.get('content-length')).toBe(String(body.byteLength));
        expect(answered.headers.get('content-type')).toBe(body[0] === 0x89 ? 'image/png' : 'image/jpeg');
      }
    };
    const readers = [reader(), reader(), reader()];
    for (let n = 1; n <= 30; n += 1) {
      const mimeType = n % 2 ? 'image/jpeg' : 'image/png';
      await visage.mutate('picture.upload', { data: files[n % 2], mimeType }, person);
    }
    writing = false;
    await Promise.all(readers);
    expect(seen.size).toBe(2);
  });
});

/** Half a megabyte that no encoder makes small. */
async function noise(): Promise<Uint8Array> {
  const { default: sharp } = await import('sharp');
  const raw = crypto.getRandomValues(new Uint8Array(65_536));
  const pixels = Uint8Array.from({ length: 400 * 400 * 3 }, (_, at) => (raw[at % raw.length] ?? 0) ^ (at >> 16));
  return Uint8Array.from(
    await sharp(pixels, { raw: { width: 400, height: 400, channels: 3 } })
      .png()
      .toBuffer(),
  );
}

test('who asks is looked up only where the answer depends on it', async () => {
  for (const [visibility, lookUps] of [
    ['public', 0],
    ['members', 1],
    ['private', 1],
  ] as const) {
    let asked = 0;
    const shown = { userId: 'u', displayName: 'U', visibility, version: 'v', lastUpdated, picture: null };
    const pictures = createShownPictures(
      async () => shown,
      noRenditions,
      () => '',
      noMemory(),
    );
    const caller = async () => {
      asked += 1;
      return nobody;
    };
    const asking = { caller, isSigned: () => false };
    const found = await pictures.find(
      { subject: { userId: 'u' }, square: null, version: null, since: null, bytes: 'none' },
      asking,
    );
    expect(found === null).toBe(visibility !== 'public');
    expect(asked).toBe(lookUps);
  }
});
