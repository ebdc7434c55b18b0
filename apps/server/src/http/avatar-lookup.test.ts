import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { auth } from '../../test/auth';
import { findable, md5Of, sha256Of } from '../../test/avatars';
import { lastMail, letDateCome, own, update, upload, verifyAddress, whole } from '../../test/deeds';
import { base64, image, sha256 } from '../../test/images';
import { readMetrics } from '../../test/metrics';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';
import { createPictureMemory } from '../domain/picture-memory';
import { createShownPictures } from '../domain/shown-pictures';
import { createShownPictureReader } from '../storage/shown-picture';
import { createAvatarRoute } from './avatar-route';
import { createPictureSender, noneSent } from './picture-sender';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(60_000);

let here: TestVisage;
let there: TestVisage;

beforeAll(async () => {
  here = await startTestVisage({ ADMIN_EMAILS: 'person1@example.org' });
  there = await startTestVisage({ PUBLIC_URL: here.origin }, { beside: here });
  await verifyAddress(here, await here.signUp('Ann Admin'));
});
afterAll(async () => {
  await there.stop();
  await here.stop();
});

/** A PNG of the avatar route is of the very pixels of what was uploaded; what is sent for nobody is 404. */
const bodyAt = async (visage: TestVisage, hash: string) => {
  const answered = await visage.picture(`/avatar/${hash}.png?s=32&d=404`);
  return answered.status === 200 ? sha256(await answered.bytes()) : String(answered.status);
};
const renditionOf = async ({ id }: { id: string }) =>
  sha256(await (await here.picture(`/profile/${id}/picture?size=32&format=png`)).bytes());
/** Asks until it is `body`, and never again anything else. */
async function settlesAt(visage: TestVisage, hash: string, body: string): Promise<void> {
  while ((await bodyAt(visage, hash)) !== body) await Bun.sleep(10);
  for (let again = 0; again < 5; again += 1) expect(await bodyAt(visage, hash)).toBe(body);
}
/** So that every process has something to forget. */
async function remembered(hashes: string[], body: string): Promise<void> {
  for (const visage of [here, there]) for (const hash of hashes) await settlesAt(visage, hash, body);
}
const follow = (link: string) => {
  const { pathname, search } = new URL(link);
  return here.picture(`${pathname}${search}`);
};

describe('a change shows at once where it was made, and soon elsewhere, under both hashes:', () => {
  let person: Person;
  let hashes: string[];

  /** `deed` goes to one process; both remember what was before. */
  async function showsAfter(deed: () => Promise<unknown>, after: () => Promise<string> | string): Promise<void> {
    await deed();
    const body = await after();
    for (const hash of hashes) expect(await bodyAt(here, hash)).toBe(body);
    for (const hash of hashes) await settlesAt(there, hash, body);
  }
  const shown = () => renditionOf(person);
  const gone = () => '404';

  beforeAll(async () => {
    person = await here.signUp();
    hashes = [md5Of(person.email), sha256Of(person.email)];
    await remembered(hashes, '404');
  });

  test('an address is verified by the link that was mailed, of one who allowed look-up before', async () => {
    await upload(here, person);
    await update(here, person, { lookupByEmail: true });
    await remembered(hashes, '404');
    await showsAfter(() => follow(lastMail(here, person.email)?.link ?? ''), shown);
    const signedIn = await auth(here, 'sign-in/email', { email: person.email, password: person.password });
    person.cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0])
      .join('; ');
  });

  test('look-up is switched off, and on', async () => {
    await showsAfter(() => update(here, person, { lookupByEmail: false }), gone);
    await showsAfter(() => update(here, person, { lookupByEmail: true }), shown);
  });

  test('the profile is hidden, and public', async () => {
    for (const visibility of ['members', 'private']) {
      await showsAfter(() => update(here, person, { visibility }), gone);
      await showsAfter(() => update(here, person, { visibility: 'public' }), shown);
    }
  });

  test('another picture, none, and one again', async () => {
    await showsAfter(() => upload(here, person), shown);
    await showsAfter(() => here.mutate('picture.remove', undefined, person), gone);
    await showsAfter(() => upload(here, person), shown);
  });

  test('another address, which leads there only once it is verified', async () => {
    const next = `next-${person.email}`;
    const nextHashes = [md5Of(next), sha256Of(next)];
    await remembered(nextHashes, '404');
    await remembered(hashes, await shown());
    await auth(here, 'change-email', { newEmail: next }, { cookie: person.cookie });
    for (const hash of hashes) expect(await bodyAt(here, hash)).toBe(await shown());
    // The first link leads to a mail to the new address, or is already in it.
    await follow(lastMail(here, next)?.link ?? '');
    for (const hash of hashes) expect(await bodyAt(here, hash)).toBe('404');
    for (const hash of hashes) await settlesAt(there, hash, '404');
    const [row] = await here.sql`SELECT email, email_verified AS verified FROM "user" WHERE id = ${person.id}`;
    expect(row?.email).toBe(next);
    if (!row?.verified) {
      for (const hash of nextHashes) expect(await bodyAt(here, hash)).toBe('404');
      await follow(lastMail(here, next)?.link ?? '');
    }
    for (const hash of nextHashes) expect(await bodyAt(here, hash)).toBe(await shown());
    for (const hash of nextHashes) await settlesAt(there, hash, await shown());
    person.email = next;
    hashes = nextHashes;
  });

  test('the account is deleted, and nothing of the address stays', async () => {
    const signedIn = await auth(here, 'sign-in/email', { email: person.email, password: person.password });
    person.cookie = signedIn.headers
      .getSetCookie()
      .map((each) => each.split(';', 1)[0])
      .join('; ');
    await showsAfter(() => here.mutate('account.delete', { password: person.password }, person), gone);
    expect(
      await here.sql`SELECT 1 FROM alias WHERE name IN ${here.sql(hashes)} OR user_id = ${person.id}`,
    ).toHaveLength(0);
  });
});

describe('who hides', () => {
  const nobody = (length: number) => (length === 32 ? md5Of : sha256Of)('nobody@example.org');

  /** Each hidden for a reason of their own, and all with a picture. */
  const hiding: Record<string, (person: Person) => Promise<unknown>> = {
    'has not verified the address': ({ id }) =>
      here.sql`UPDATE "user" SET email_verified = false WHERE id = ${id}`.execute(),
    'allows no look-up': (person) => update(here, person, { lookupByEmail: false }),
    'is for members': (person) => update(here, person, { visibility: 'members' }),
    'is private': (person) => update(here, person, { visibility: 'private' }),
  };

  async function hidden(reason: string): Promise<Person> {
    const person = await findable(here, 'Hugo Hidden');
    await upload(here, person);
    await letDateCome(here, person);
    await hiding[reason]?.(person);
    here.changed(person.id);
    for (const hash of [md5Of(person.email), sha256Of(person.email)]) here.changed(`hash:${hash}`);
    return person;
  }

  test.each(Object.keys(hiding))('because one %s answers as who is not there, header for header', async (reason) => {
    const person = await hidden(reason);
    const queries = ['', '?d=404', '?d=mp&s=33', '?d=blank', '?d=404&f=y', '?f=y', '?s=2048&d=blank'];
    const conditions: Record<string, string>[] = [
      {},
      { cookie: person.cookie },
      { 'if-none-match': '*' },
      { 'if-none-match': '"x"' },
    ];
    for (const hash of [md5Of(person.email), sha256Of(person.email)]) {
      for (const query of queries) {
        for (const headers of conditions) {
          for (const method of ['GET', 'HEAD']) {
            const ask = (of: string) => here.picture(`/avatar/${of}${query}`, { method, headers });
            const asked = `${method} ${query} ${JSON.stringify(headers)}`;
            const unknown = await whole(await ask(nobody(hash.length)));
            expect({ asked, ...(await whole(await ask(hash))) }).toEqual({ asked, ...unknown });
          }
        }
      }
    }
  });

  test.each(Object.keys(hiding))(
    'because one %s is drawn from the hash as given, never from what is stored',
    async (reason) => {
      const person = await hidden(reason);
      const drawn = async (hash: string, name: string, more = '') =>
        sha256(await (await here.picture(`/avatar/${hash}?d=${name}${more}`)).bytes());
      const before = new Map<string, string>();
      for (const name of ['identicon', 'monsterid', 'wavatar', 'retro', 'robohash', 'initials']) {
        const [byMd5, bySha256] = [await drawn(md5Of(person.email), name), await drawn(sha256Of(person.email), name)];
        expect({ name, alike: byMd5 === bySha256 }).toEqual({ name, alike: false });
        expect(await drawn(md5Of(person.email), name, '&f=y')).toBe(byMd5);
        before.set(name, byMd5);
      }
      // Without a trace of anyone: as a server draws it that knows nobody.
      await here.sql`DELETE FROM "user" WHERE id = ${person.id}`;
      for (const [name, byMd5] of before) expect(await drawn(md5Of(person.email), name)).toBe(byMd5);
    },
  );

  test('costs as many statements as who is not there: one, whatever is asked for', async () => {
    let statements = 0;
    const sql = postgres({
      ...here.connection,
      max: 1,
      debug: () => {
        statements += 1;
      },
    });
    const memory = createPictureMemory(0, () => ({ monotonic: 0, wall: 0 }));
    const pictures = createShownPictures(
      createShownPictureReader(sql),
      { make: async () => null, nameOf: () => '' },
      () => '',
      memory,
    );
    const drawn = { digest: 'drawn', byteSize: 1, data: new Uint8Array(1) };
    const route = createAvatarRoute({
      pictures,
      sender: createPictureSender({
        pictures,
        sentFromMemory: noneSent(),
        targetCapacity: 0,
        now: () => 1,
      }),
      defaults: { find: async () => drawn },
    });
    const cost = async (hash: string, query: string) => {
      const before = statements;
      await route(new Request(`http://x/avatar/${hash}${query}`), hash);
      return statements - before;
    };
    await sql`SELECT 1`;
    const people = [];
    for (const reason of Object.keys(hiding)) people.push(await hidden(reason));
    for (const query of ['', '?d=404', '?d=mp', '?d=retro', '?d=retro&f=y', '?d=mp&f=y']) {
      for (const hash of [...people.map(({ email }) => md5Of(email)), nobody(32), nobody(64)]) {
        expect({ query, hash, statements: await cost(hash, query) }).toEqual({ query, hash, statements: 1 });
      }
    }
    await sql.end();
  });

  test('is not shown to administrators either: the URL goes to everyone', async () => {
    const person = await hidden('is private');
    const answered = await here.picture(`/avatar/${md5Of(person.email)}?d=404`, { headers: { cookie: person.cookie } });
    expect(answered.status).toBe(404);
  });
});

test('a provisioned person without an address, and one whose address nobody verified, are found by no hash', async () => {
  const person = await here.signUp();
  await update(here, person, { lookupByEmail: true });
  await upload(here, person);
  expect(await bodyAt(here, md5Of(person.email))).toBe('404');
});

test('conditions of an older picture with other bytes are never answered 304', async () => {
  const person = await findable(here);
  // In PNG, since two pictures that differ by a shade may be the same JPEG.
  const path = `/avatar/${md5Of(person.email)}.png?s=77`;
  const seen: Record<string, string>[] = [];
  for (let change = 0; change < 4; change += 1) {
    await upload(here, person);
    await letDateCome(here, person);
    for (const each of seen) expect((await here.picture(path, { headers: each })).status).toBe(200);
    const { headers } = await here.picture(path);
    seen.push({ 'if-none-match': headers.get('etag') ?? '' });
    expect((await here.picture(path, { headers: seen.at(-1) ?? {} })).status).toBe(304);
  }
});

test('the date is never earlier than when the hash came to lead there', async () => {
  const person = await here.signUp();
  await upload(here, person);
  await letDateCome(here, person);
  const before = new Date().toUTCString();
  await verifyAddress(here, person);
  await update(here, person, { lookupByEmail: true });
  const path = `/avatar/${md5Of(person.email)}`;
  expect((await here.picture(path, { headers: { 'if-modified-since': before } })).status).toBe(200);
  expect(
    (await here.picture(`/profile/${person.id}/picture`, { headers: { 'if-modified-since': before } })).status,
  ).toBe(304);
});

describe('sizes', () => {
  const rows = (pictureId: string) =>
    here.sql`SELECT side, mime_type FROM rendition WHERE picture_id = ${pictureId} ORDER BY side`;

  test('that many ask for are stored, others are made anew and shown alike', async () => {
    const person = await findable(here);
    const { id } = await upload(here, person);
    const path = (size: number) => `/avatar/${md5Of(person.email)}?s=${size}`;
    for (const size of [80, 81, 1999]) {
      const first = await here.picture(path(size));
      const etag = first.headers.get('etag') ?? '';
      const shown = sha256(await first.bytes());
      // The other process knows nothing of it.
      const elsewhere = await there.picture(path(size));
      expect([elsewhere.status, elsewhere.headers.get('etag')]).toEqual([200, etag]);
      expect(sha256(await elsewhere.bytes())).toBe(shown);
      expect((await there.picture(path(size), { headers: { 'if-none-match': etag } })).status).toBe(304);
      expect((await here.picture(path(size), { method: 'HEAD' })).headers.get('etag')).toBe(etag);
    }
    expect((await rows(id)).map(({ side }) => side)).toEqual([80]);
  });

  test('that are not stored are made only for who is sent one, on a process that knows nothing of it too', async () => {
    const person = await findable(here);
    await upload(here, person);
    await letDateCome(here, person);
    const path = `/avatar/${md5Of(person.email)}?s=83`;
    const first = await here.picture(path);
    const [etag, date] = [first.headers.get('etag') ?? '', first.headers.get('last-modified') ?? ''];
    const renders = async () => (await readMetrics(there.base)).get('visage_renders_total{outcome="done"}') ?? 0;
    const before = await renders();
    for (const [status, method, headers] of [
      [304, 'GET', { 'if-none-match': etag }],
      [304, 'GET', { 'if-none-match': `"x", W/${etag}` }],
      [304, 'GET', { 'if-none-match': '*' }],
      [304, 'GET', { 'if-modified-since': date }],
      [304, 'HEAD', { 'if-none-match': etag }],
      [200, 'HEAD', { 'if-none-match': '"x"' }],
      [200, 'HEAD', {}],
      [412, 'HEAD', { 'if-match': '"x"' }],
    ] as [number, string, Record<string, string>][]) {
      const answered = await there.picture(path, { method, headers });
      expect([method, headers, answered.status]).toEqual([method, headers, status]);
      if (status !== 412) expect(answered.headers.get('etag')).toBe(etag);
    }
    expect(await renders()).toBe(before);
    expect(sha256(await (await there.picture(path)).bytes())).toBe(sha256(await first.bytes()));
    expect((await there.picture(path, { headers: { 'if-none-match': '"x"' } })).status).toBe(200);
    expect(await renders()).toBe(before + 1);
  });

  test('are exact here, and never larger than the picture on the picture route', async () => {
    const person = await findable(here);
    const file = await image('png', { width: 60, height: 50 });
    const { id } = await here
      .mutate('picture.upload', { data: base64(file), mimeType: 'image/png' }, person)
      .then(({ data }) => data);
    await here.picture(`/avatar/${md5Of(person.email)}.png?s=64`);
    await here.picture(`/profile/${person.id}/picture?size=64&format=png`);
    expect((await rows(id)).map(({ side }) => side)).toEqual([50, 64]);
    expect((await own(here, person)).picture?.width).toBe(60);
  });
});

test('a flood of hashes is drawn or refused as busy, and pictures are shown meanwhile', async () => {
  const person = await findable(here);
  await upload(here, person);
  const flood = Array.from({ length: 400 }, (_, n) =>
    here.picture(`/avatar/${sha256Of(`flood ${n}`)}?d=monsterid&s=1024`),
  );
  const shown = await here.picture(`/avatar/${md5Of(person.email)}?s=128`);
  expect(shown.headers.get('cache-control')).toBe('public, no-cache');
  const answered = await Promise.all(flood);
  const busy = answered.filter(({ status }) => status === 503);
  expect(busy.length).toBeGreaterThan(0);
  for (const each of busy) expect(each.headers.get('retry-after')).toBe('1');
  expect(answered.filter(({ status }) => status === 200).length).toBe(400 - busy.length);
});
