import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { connect, type Socket } from 'node:net';
import type postgres from 'postgres';
import sharp from 'sharp';
import { upload } from '../../../test/deeds';
import { base64, image } from '../../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;

beforeAll(async () => {
  visage = await startTestVisage();
});
afterAll(() => visage.stop());

const take = (person: Person | null, headers?: Record<string, string>) =>
  visage.query('account.export', undefined, person, headers);

/** Every export comes as far as the names, which are read after the profile and before the pictures, and waits there. */
const holdNames = (tx: postgres.TransactionSql) => tx`LOCK TABLE alias IN ACCESS EXCLUSIVE MODE`;
async function untilOneWaits(tx: postgres.TransactionSql): Promise<void> {
  for (let waiting = 0; waiting === 0; ) {
    const [row] = await tx`SELECT count(*)::int AS n FROM pg_locks WHERE NOT granted AND relation = 'alias'::regclass`;
    waiting = row?.n ?? 0;
  }
}

test('is for whoever is signed in, about themselves, and may not be kept by a cache', async () => {
  expect((await take(null)).error).toMatchObject({ code: 'UNAUTHORIZED' });
  const person = await visage.signUp();
  expect((await take(person, { 'x-api-key': 'something' })).status).toBe(401);
  const answered = await visage.query('account.export', {}, person);
  expect(answered.data.user.id).toBe(person.id);
  expect(answered.data.pictures).toEqual([]);
  expect(answered.data.shown.pictureId).toBeNull();
  expect(answered.headers.get('cache-control')).toBe('private, no-store');
  expect((await visage.query('account.export', { userId: person.id }, person)).error).toMatchObject({
    reason: 'invalid_input',
  });
});

test('no page elsewhere may read it with its visitor’s cookie', async () => {
  const person = await visage.signUp();
  const { headers } = await take(person, { origin: 'https://evil.example' });
  expect(headers.get('access-control-allow-credentials')).toBeNull();
  expect(headers.get('access-control-allow-origin')).not.toBe('https://evil.example');
});

test('an account that is gone has nothing to export', async () => {
  const person = await visage.signUp();
  await visage.mutate('account.delete', undefined, person);
  expect((await take(person)).status).toBe(401);
});

test('five an hour, for each account', async () => {
  const person = await visage.signUp();
  for (let n = 0; n < 5; n += 1) expect((await take(person)).status).toBe(200);
  const refused = await take(person);
  expect(refused.error).toMatchObject({ code: 'TOO_MANY_REQUESTS', reason: 'rate_limited' });
  const wait = Number(refused.headers.get('retry-after'));
  expect(wait).toBeGreaterThan(3000);
  expect(wait).toBeLessThanOrEqual(3600);
  expect((await take(await visage.signUp())).status).toBe(200);
});

test('is made for one at a time: others are told to come again, and lose no turn', async () => {
  const [person, other] = [await visage.signUp(), await visage.signUp()];
  const { underWay } = await visage.sql.begin(async (tx) => {
    await holdNames(tx);
    const underWay = take(person);
    await untilOneWaits(tx);
    const refused = await take(other);
    expect(refused.error).toMatchObject({ code: 'SERVICE_UNAVAILABLE', reason: 'busy' });
    expect(refused.headers.get('retry-after')).toBe('2');
    return { underWay };
  });
  expect((await underWay).status).toBe(200);
  for (let n = 0; n < 5; n += 1) expect((await take(other)).status).toBe(200);
});

test('is held for one at a time until it has been sent, or nobody waits for it any more', async () => {
  const roomy = await startTestVisage({ MAX_UPLOAD_BYTES: '40000000' });
  const [person, other] = [await roomy.signUp(), await roomy.signUp()];
  // What can't be made smaller: an export that no connection takes at once from a client that reads nothing.
  const noise = { raw: { width: 2048, height: 2048, channels: 3 } } as const;
  for (let n = 0; n < 2; n += 1) {
    const pixels = Buffer.alloc(2048 * 2048 * 3, crypto.getRandomValues(new Uint8Array(65_536)));
    const file = await sharp(pixels, noise).png({ compressionLevel: 1 }).toBuffer();
    await upload(roomy, person, { file });
  }
  const taken = () => roomy.query('account.export', undefined, other);
  /** Reads no further than that there is an answer. */
  const begun = () =>
    new Promise<Socket>((resolve) => {
      const asked = `GET /trpc/account.export HTTP/1.1\r\nHost: x\r\nCookie: ${person.cookie}\r\n\r\n`;
      const socket = connect(roomy.port, '127.0.0.1', () => socket.write(asked));
      socket.once('data', () => resolve(socket.pause()));
    });
  for (const goOn of [(socket: Socket) => socket.resume(), (socket: Socket) => socket.destroy()]) {
    const socket = await begun();
    expect((await taken()).error).toMatchObject({ reason: 'busy' });
    goOn(socket);
    while ((await taken()).error?.reason === 'busy') await Bun.sleep(10);
    socket.destroy();
  }
  expect((await taken()).status).toBe(200);
  await roomy.stop();
});

test.each(['accept', 'trpc-accept'])(
  'asked for as lines of JSON by %s, it comes as any other, and others have their turn',
  async (header) => {
    const [person, other] = [await visage.signUp(), await visage.signUp()];
    const answered = await visage.picture('/trpc/account.export,site.settings?batch=1&input=%7B%7D', {
      headers: { cookie: person.cookie, 'accept-encoding': 'identity', [header]: 'application/jsonl' },
    });
    expect(await answered.json()).toMatchObject([{ result: { data: { user: { id: person.id } } } }, { result: {} }]);
    expect((await take(other)).status).toBe(200);
  },
);

test('what changes while it is made is in all of it or in nothing of it', async () => {
  const person = await visage.signUp('Before');
  await upload(visage, person, { altText: 'Before' });
  const { exporting } = await visage.sql.begin(async (tx) => {
    await holdNames(tx);
    const exporting = take(person);
    await untilOneWaits(tx);
    await tx`UPDATE profile SET display_name = 'After' WHERE user_id = ${person.id}`;
    await tx`UPDATE picture SET alt_text = 'After' WHERE user_id = ${person.id}`;
    return { exporting };
  });
  const { data } = await exporting;
  expect([data.profile.displayName, data.pictures[0].altText]).toEqual(['Before', 'Before']);
  expect((await take(person)).data.pictures[0].altText).toBe('After');
});

test('when it fails, neither the answer nor the log holds anything of it', async () => {
  const broken = await startTestVisage();
  const person = await broken.signUp('Frida Failed');
  const file = await image();
  await upload(broken, person, { file });
  const { data } = await broken.query('account.export', undefined, person);
  const from = broken.logged.length;
  for (const spoil of [
    (sql: TestVisage['sql']) => sql`ALTER TABLE account RENAME COLUMN scope TO scopes`,
    (sql: TestVisage['sql']) => sql`ALTER TABLE picture RENAME COLUMN data TO bytes`,
  ]) {
    await spoil(broken.sql);
    const answered = await broken.query('account.export', undefined, person);
    expect(answered.status).toBe(500);
    expect(answered.error?.message).toBe('Something went wrong on our side.');
  }
  const said = broken.logged.slice(from).join('\n');
  expect(said).toContain('a procedure failed');
  for (const part of [data.pictures[0].data.slice(40, 60), base64(file).slice(40, 60), person.email, 'Frida']) {
    expect(said).not.toContain(part);
  }
  await broken.stop();
});
