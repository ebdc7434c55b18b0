import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { auth, newAddress } from '../../test/auth';
import { pathOf, upload, useUp } from '../../test/deeds';
import { base64, image } from '../../test/images';
import { cookieOf, startTestVisage, type TestVisage } from '../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
/** A second server on the same database. */
let beside: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
  beside = await startTestVisage({ PUBLIC_URL: visage.origin }, { beside: visage });
});
afterAll(async () => {
  await beside.stop();
  await visage.stop();
});

/** Refused for a while that is said in whole seconds, at most `most`. */
function expectTooOften(answered: { status: number; headers: Headers }, most: number): void {
  expect(answered.status).toBe(429);
  const wait = answered.headers.get('retry-after') ?? '';
  expect(wait).toMatch(/^\d+$/);
  expect(Number(wait)).toBeGreaterThan(0);
  expect(Number(wait)).toBeLessThanOrEqual(most);
  expect(answered.headers.get('cache-control')).toBe('private, no-store');
}

const from = (address: string) => ({ 'x-forwarded-for': address });

describe('sign-up', () => {
  const attempt = (server: TestVisage, address: string) => auth(server, 'sign-up/email', { name: '' }, from(address));

  test('10 a minute from one address, on whichever server; the 11th waits, and no one else', async () => {
    const address = newAddress();
    for (let n = 0; n < 10; n += 1) expect((await attempt(n % 2 ? visage : beside, address)).status).toBe(400);
    expectTooOften(await attempt(visage, address), 60);
    expectTooOften(await attempt(beside, address), 60);
    expect((await attempt(visage, newAddress())).status).toBe(400);
  });

  test('100 a day from one address', async () => {
    const address = newAddress();
    await useUp(visage, `sign-up-day ${address}`, 99, 50_000);
    expect((await attempt(visage, address)).status).toBe(400);
    expectTooOften(await attempt(visage, address), 86_400);
  });
});

describe('sign-in', () => {
  const attempt = (email: string, password = 'not the password', address = newAddress(), server = visage) =>
    auth(server, 'sign-in/email', { email, password }, from(address));

  test('30 a minute from one address, whether they succeed or not', async () => {
    const person = await visage.signUp();
    const address = newAddress();
    await useUp(visage, `sign-in ${address}`, 29);
    expect((await attempt(person.email, person.password, address)).status).toBe(200);
    expectTooOften(await attempt(person.email, person.password, address), 60);
    expectTooOften(await auth(beside, 'sign-in/email', { email: person.email, password: 'x' }, from(address)), 60);
    expect((await attempt(person.email, person.password)).status).toBe(200);
  });

  test('10 failures for an address typed, in any case and from anywhere; then not even the right password', async () => {
    const person = await visage.signUp();
    for (let n = 0; n < 10; n += 1) {
      const typed = n % 2 ? person.email.toUpperCase() : ` ${person.email} `;
      expect((await attempt(typed)).status).toBe(401);
    }
    expectTooOften(await attempt(person.email), 900);
    expectTooOften(await attempt(person.email, person.password), 900);
  });

  test('failures count alike for an address that nobody has', async () => {
    const email = 'nobody-at-all@example.org';
    for (let n = 0; n < 10; n += 1) expect((await attempt(email)).status).toBe(401);
    expectTooOften(await attempt(email), 900);
  });

  test('two servers count as one: turn by turn, and all at once', async () => {
    const person = await visage.signUp();
    for (let n = 0; n < 10; n += 1) {
      expect((await attempt(person.email, 'guess', newAddress(), n % 2 ? visage : beside)).status).toBe(401);
    }
    for (const server of [visage, beside]) {
      expectTooOften(await attempt(person.email, person.password, newAddress(), server), 900);
    }
    const email = 'two-servers@example.org';
    const sent = Array.from({ length: 24 }, (_, n) => attempt(email, 'guess', newAddress(), n % 2 ? visage : beside));
    const statuses = (await Promise.all(sent)).map(({ status }) => status);
    expect([statuses.filter((each) => each === 401).length, statuses.filter((each) => each === 429).length]).toEqual([
      10, 14,
    ]);
    const address = newAddress();
    const spread = Array.from({ length: 40 }, (_, n) =>
      attempt(`guess${n}@example.org`, 'guess', address, n % 2 ? visage : beside),
    );
    expect((await Promise.all(spread)).filter(({ status }) => status === 401)).toHaveLength(30);
  });

  test('a success is no failure', async () => {
    const person = await visage.signUp();
    await useUp(visage, `sign-in-failure ${person.email}`, 9, 900);
    for (let n = 0; n < 3; n += 1) expect((await attempt(person.email, person.password)).status).toBe(200);
    expect((await attempt(person.email)).status).toBe(401);
    expectTooOften(await attempt(person.email), 900);
  });

  test('many at once get no further than one after the other', async () => {
    const email = 'many-at-once@example.org';
    const answers = await Promise.all(Array.from({ length: 25 }, () => attempt(email)));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(10);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15);
  });
});

describe('mail', () => {
  test('3 an hour to an address typed, known or not, for whatever reason', async () => {
    const person = await visage.signUp();
    for (const email of [person.email, 'nobody-here@example.org']) {
      const ask = (path: string, typed = email) => auth(visage, path, { email: typed });
      expect((await ask('request-password-reset')).status).toBe(200);
      expect((await ask('request-password-reset', email.toUpperCase())).status).toBe(200);
      expect((await ask('send-verification-email')).status).toBe(200);
      expectTooOften(await ask('request-password-reset'), 3600);
      expectTooOften(await ask('send-verification-email'), 3600);
    }
    const mails = visage.logged.filter((line) => JSON.parse(line).to === person.email);
    // Three, and the one that sign-up sent.
    expect(mails).toHaveLength(4);
  });
});

describe('the API', () => {
  test('120 writes a minute for one account, from wherever and on whichever server', async () => {
    const person = await visage.signUp();
    const other = await visage.signUp();
    await useUp(visage, `write ${person.id}`, 119);
    expect((await visage.mutate('picture.remove', {}, person)).status).toBe(200);
    expectTooOften(await visage.mutate('picture.remove', {}, person, from(newAddress())), 60);
    const { headers, status, error } = await beside.mutate('profile.update', { revision: 1 }, person);
    expectTooOften({ headers, status }, 60);
    expect(error).toMatchObject({ code: 'TOO_MANY_REQUESTS' });
    expect((await visage.mutate('picture.remove', {}, other)).status).toBe(200);
    expect((await visage.query('profile.me', undefined, person)).status).toBe(200);
  });

  test('1,200 reads a minute from one address, each call of a batch being one', async () => {
    const address = newAddress();
    await visage.query('profile.list', undefined, null, from(address));
    const [row] = await visage.sql`SELECT used FROM rate_limit WHERE key = ${`read ${address}`}`;
    expect(row?.used).toBe(1);
    await useUp(visage, `read ${address}`, 1198);
    const batch = await visage.picture('/trpc/profile.list,profile.list,profile.list?batch=1&input=%7B%7D', {
      headers: from(address),
    });
    const answers = (await batch.json()) as { error?: { data: { code: string } } }[];
    expect(answers.filter(({ error }) => error?.data.code === 'TOO_MANY_REQUESTS')).toHaveLength(1);
    expectTooOften(await visage.query('profile.list', undefined, null, from(address)), 60);
    expect((await visage.query('profile.list', undefined, null, from(newAddress()))).status).toBe(200);
  });

  test('60 uploads at once, then one a second', async () => {
    const person = await visage.signUp();
    const data = base64(await image('png', { width: 8, height: 8 }));
    const attempt = () => visage.mutate('picture.upload', { data, mimeType: 'image/png' }, person);
    // A bucket of 60 that one upload has left 59 in: 1 s to be full again; 59 have left 1 in it.
    await attempt();
    await useUp(visage, `upload ${person.id}`, 1, 58);
    expect((await attempt()).status).toBe(200);
    await useUp(visage, `upload ${person.id}`, 1, 3600);
    expectTooOften(await attempt(), 3600);
    // One is let through again once there are 59 s left.
    await useUp(visage, `upload ${person.id}`, 1, 100);
    const refused = await attempt();
    expectTooOften(refused, 41);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(20);
    await visage.sql`UPDATE rate_limit SET expires_at = now() - interval '1 day' WHERE key = ${`upload ${person.id}`}`;
    expect((await attempt()).status).toBe(200);
  });

  test('a burst is 60, whatever the uploads are', async () => {
    const person = await visage.signUp();
    const attempt = () => visage.mutate('picture.upload', {}, person);
    const [began] = await visage.sql`SELECT now() AS at`;
    const statuses: number[] = [];
    for (let round = 0; round < 10; round += 1) {
      const sent = await Promise.all(Array.from({ length: 6 }, attempt));
      statuses.push(...sent.map(({ status }) => status));
    }
    expect(statuses).toEqual(Array(60).fill(400));
    // Each has put off by a second when the bucket is full again.
    const [row] = await visage.sql`
      SELECT expires_at >= ${began?.at}::timestamptz + interval '60 seconds' AS counted
      FROM rate_limit WHERE key = ${`upload ${person.id}`}`;
    expect(row?.counted).toBe(true);
    await useUp(visage, `upload ${person.id}`, 1, 100);
    expect((await attempt()).status).toBe(429);
  });

  test('pictures are not counted', async () => {
    const person = await visage.signUp();
    await upload(visage, person);
    await visage.sql`DELETE FROM rate_limit`;
    for (let n = 0; n < 20; n += 1) await visage.picture(pathOf(person));
    expect(await visage.sql`SELECT 1 FROM rate_limit`).toHaveLength(0);
  });

  test('a window that has passed opens again', async () => {
    const person = await visage.signUp();
    await useUp(visage, `write ${person.id}`, 120, -1);
    expect((await visage.mutate('picture.remove', {}, person)).status).toBe(200);
  });
});

describe('whose address counts', () => {
  const subjects = async (server: TestVisage, forwarded: string | null) => {
    await server.sql`DELETE FROM rate_limit`;
    await server.query('profile.list', undefined, null, forwarded === null ? {} : { 'x-forwarded-for': forwarded });
    const rows = await server.sql`SELECT key FROM rate_limit WHERE key LIKE 'read %'`;
    return rows.map(({ key }) => key.slice(5));
  };

  test('behind no trusted proxy it is the peer’s, whatever headers say', async () => {
    const direct = await startTestVisage({ TRUSTED_PROXY: '' });
    for (const forwarded of [null, '10.1.2.3', '127.0.0.1, 10.1.2.3', 'garbage']) {
      expect(await subjects(direct, forwarded)).toEqual(['127.0.0.1']);
    }
    const headers = { 'x-visage-client-address': '10.1.2.3', 'x-real-ip': '10.1.2.3', forwarded: 'for=10.1.2.3' };
    const answered = await auth(
      direct,
      'sign-up/email',
      { name: 'X', email: 'x@example.org', password: 'long enough' },
      headers,
    );
    expect(cookieOf(answered)).not.toBe('');
    expect((await direct.sql`SELECT ip_address AS ip FROM session`)[0]?.ip).toBe('127.0.0.1');
    await direct.stop();
  });

  test('behind trusted ones it is the last that none of them wrote', async () => {
    const proxied = await startTestVisage({ TRUSTED_PROXY: '127.0.0.1, 10.0.0.0/8' });
    for (const [forwarded, subject] of [
      ['203.0.113.7', '203.0.113.7'],
      ['1.1.1.1, 203.0.113.7', '203.0.113.7'],
      ['203.0.113.7, 10.9.9.9', '203.0.113.7'],
      ['1.1.1.1,203.0.113.7 , 10.9.9.9,10.0.0.1', '203.0.113.7'],
      ['garbage', '127.0.0.1'],
      ['203.0.113.7, garbage', '127.0.0.1'],
      ['', '127.0.0.1'],
      ['::ffff:203.0.113.7', '203.0.113.7'],
    ] as const) {
      expect({ forwarded, subjects: await subjects(proxied, forwarded) }).toEqual({ forwarded, subjects: [subject] });
    }
    await proxied.stop();
  });

  test('an IPv6 client counts by its /64', async () => {
    const [one] = await subjects(visage, '2001:db8:1:2::1');
    const [same] = await subjects(visage, '2001:0DB8:1:2:ffff:ffff:ffff:ffff');
    const [other] = await subjects(visage, '2001:db8:1:3::1');
    expect(same).toBe(one as string);
    expect(other).not.toBe(one as string);
  });
});
