import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { createVisageClient } from '@visage/client/visage-client';
import type { PictureChange } from '@visage/contract/picture';
import { auth, newAddress } from '../../../test/auth';
import { update, upload } from '../../../test/deeds';
import { openStream } from '../../../test/event-stream';
import { image } from '../../../test/images';
import { type Person, startTestVisage, type TestVisage } from '../../../test/visage';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;
let ben: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp('Ada');
  ben = await visage.signUp('Ben');
});
afterAll(() => visage.stop());

const none = ({ id }: Person) => ({ userId: id, version: null, url: null });
const ask = (query: string, init: RequestInit = {}) => visage.picture(`/trpc/picture.onChange${query}`, init);
const naming = (ids: unknown) => `?input=${encodeURIComponent(JSON.stringify({ ids }))}`;

test('state on connect, then each change, to a URL that shows it', async () => {
  const stream = await openStream(visage, [ada.id, ben.id]);
  expect(await stream.nextEvent()).toEqual({ event: 'connected', data: '{"reconnectAfterInactivityMs":15000}' });
  expect([await stream.next(), await stream.next()]).toEqual([none(ada), none(ben)]);
  const { version, url, digest } = await upload(visage, ada);
  expect(await stream.next()).toEqual({ userId: ada.id, version, url });
  const shown = await (await visage.picture(url)).bytes();
  expect(new Bun.CryptoHasher('sha256').update(shown).digest('hex')).toBe(digest);
  await visage.mutate('picture.remove', {}, ada);
  expect(await stream.next()).toEqual(none(ada));
  stream.close();

  const again = await openStream(visage, [ada.id]);
  expect(await again.next()).toEqual(none(ada));
  again.close();
});

test('a stream is never kept, never held back by a proxy, and open to pages of any origin', async () => {
  const stream = await openStream(visage, [ada.id], null, { origin: 'https://elsewhere.example' });
  const { status, headers } = stream.response;
  expect(status).toBe(200);
  expect(headers.get('content-type')).toBe('text/event-stream');
  expect(headers.get('cache-control')).toBe('private, no-store');
  expect(headers.get('x-accel-buffering')).toBe('no');
  expect(headers.get('x-content-type-options')).toBe('nosniff');
  expect(headers.get('access-control-allow-origin')).toBe('*');
  expect(headers.get('set-cookie')).toBeNull();
  stream.close();
});

test('who may not see is told as of someone who has none, and again when that changes', async () => {
  const { version } = await upload(visage, ben);
  const [open, member] = [await openStream(visage, [ben.id]), await openStream(visage, [ben.id], ada)];
  expect([await open.next(), await member.next()]).toMatchObject([{ version }, { version }]);
  await update(visage, ben, { visibility: 'members' });
  expect(await open.next()).toEqual(none(ben));
  expect((await member.next())?.version).toMatch(/^[\w-]{22}$/);
  await update(visage, ben, { visibility: 'private' });
  expect(await member.next()).toEqual(none(ben));
  await update(visage, ben, { visibility: 'public' });
  expect((await open.next())?.url).toStartWith(`/profile/${ben.id}/picture?v=`);
  expect((await member.next())?.version).not.toBeNull();
  open.close();
  member.close();
});

test('a session that ends takes with it what only members see', async () => {
  const cleo = await visage.signUp('Cleo');
  await upload(visage, ben);
  await update(visage, ben, { visibility: 'members' });
  const stream = await openStream(visage, [ben.id], cleo);
  expect((await stream.next())?.version).not.toBeNull();
  expect((await auth(visage, 'sign-out', {}, { cookie: cleo.cookie })).status).toBe(200);
  await upload(visage, ben, { file: await image('png', { width: 9, height: 9 }) });
  expect(await stream.next()).toEqual(none(ben));
  await update(visage, ben, { visibility: 'public' });
  stream.close();
});

describe('refused before it begins, with the status and the body of any other refusal:', () => {
  const refusal = async (answered: Response) => {
    expect(answered.headers.get('content-type')).toBe('application/json');
    expect(answered.headers.get('cache-control')).toBe('private, no-store');
    const { error } = (await answered.json()) as { error: { data: { code: string; reason?: string } } };
    return { status: answered.status, code: error.data.code, reason: error.data.reason };
  };
  const invalid = { status: 400, code: 'BAD_REQUEST', reason: 'invalid_input' };

  test('no id, more than 100, and what is none', async () => {
    const ids = (count: number) => Array.from({ length: count }, (_, n) => `user${n}`);
    for (const query of ['', '?input={', ...[[], ids(101), [''], [1], ['x'.repeat(129)], null, 'x'].map(naming)]) {
      expect(await refusal(await ask(query))).toEqual(invalid);
    }
    const most = await openStream(visage, ids(100));
    for (let n = 0; n < 100; n += 1) expect((await most.next())?.version).toBeNull();
    most.close();
  });

  test('a key that is none', async () => {
    const answered = await ask(naming([ada.id]), { headers: { 'x-api-key': 'nonsense' } });
    expect(await refusal(answered)).toMatchObject({ status: 401, code: 'UNAUTHORIZED' });
  });

  test('another method than GET', async () => {
    for (const method of ['POST', 'PUT', 'DELETE']) {
      const answered = await ask(naming([ada.id]), { method });
      expect(answered.headers.get('allow')).toBe('GET');
      expect(await refusal(answered)).toMatchObject({ status: 405, code: 'METHOD_NOT_SUPPORTED' });
    }
    expect((await ask(naming([ada.id]), { method: 'HEAD' })).status).toBe(204);
  });

  test('in a batch', async () => {
    expect((await ask(`?batch=1&input=${encodeURIComponent(JSON.stringify({ 0: { ids: [ada.id] } }))}`)).status).toBe(
      400,
    );
  });

  test('more than a hundred at once from one address, until one of them is gone', async () => {
    const from = { 'x-forwarded-for': newAddress() };
    const streams = await Promise.all(Array.from({ length: 100 }, () => openStream(visage, [ada.id], null, from)));
    const answered = await ask(naming([ada.id]), { headers: from });
    expect(answered.headers.get('retry-after')).toBe('10');
    expect(await refusal(answered)).toMatchObject({ status: 429, reason: 'rate_limited' });
    const elsewhere = await openStream(visage, [ada.id], null, { 'x-forwarded-for': newAddress() });
    expect(elsewhere.response.status).toBe(200);

    streams[0]?.close();
    let next = await openStream(visage, [ada.id], null, from);
    while (next.response.status === 429) next = await openStream(visage, [ada.id], null, from);
    expect(await next.next()).toBeDefined();
    for (const stream of [...streams, elsewhere, next]) stream.close();
  });
});

test('one read is counted, when it connects', async () => {
  const address = newAddress();
  const stream = await openStream(visage, [ada.id], null, { 'x-forwarded-for': address });
  await stream.next();
  await upload(visage, ada);
  await stream.next();
  expect(await visage.sql`SELECT used FROM rate_limit WHERE key = ${`read ${address}`}`).toMatchObject([{ used: 1 }]);
  stream.close();
});

test('what another process changes is told as well', async () => {
  const beside = await startTestVisage({ PUBLIC_URL: visage.origin }, { beside: visage });
  const stream = await openStream(beside, [ada.id]);
  await stream.next();
  const { version } = await upload(visage, ada, { file: await image('png', { width: 14, height: 14 }) });
  expect((await stream.next())?.version).toBe(version);
  stream.close();
  await beside.stop();
});

test('a stream prolongs a session when it opens, with the cookie, and never later, when no browser could be told', async () => {
  const eve = await visage.signUp('Eve');
  const { sql } = visage;
  const age = () => sql`UPDATE session SET expires_at = now() + interval '5 days' WHERE user_id = ${eve.id}`;
  const isOld = async () => {
    const rows = await sql`SELECT 1 FROM session WHERE user_id = ${eve.id} AND expires_at < now() + interval '6 days'`;
    return rows.length === 1;
  };
  await age();
  const stream = await openStream(visage, [ada.id], eve);
  await stream.next();
  expect(stream.response.headers.get('set-cookie')).toContain('session_token');
  expect(await isOld()).toBe(false);
  await age();
  const { version } = await upload(visage, ada, { file: await image('png', { width: 13, height: 13 }) });
  expect((await stream.next())?.version).toBe(version);
  expect(await isOld()).toBe(true);
  stream.close();
});

test('a database that cuts every connection cuts no stream', async () => {
  const stream = await openStream(visage, [ada.id]);
  await stream.next();
  await visage.sql`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()`;
  let version: string | undefined;
  while (!version) {
    const uploaded = await visage.mutate(
      'picture.upload',
      {
        data: (await image('png', { width: 5, height: 5 })).toBase64(),
        mimeType: 'image/png',
      },
      ada,
    );
    if (uploaded.status === 200) version = uploaded.data.version;
  }
  expect((await stream.next())?.version).toBe(version);
  stream.close();
});

test('the client follows changes in Bun, and a key that is none is refused there too', async () => {
  const told: PictureChange[] = [];
  let arrived = Promise.withResolvers<void>();
  const client = createVisageClient({ baseUrl: visage.base });
  const { version } = await upload(visage, ben, { file: await image('png', { width: 4, height: 4 }) });
  const subscription = client.picture.onChange.subscribe(
    { ids: [ben.id] },
    {
      onData(change) {
        told.push(change);
        arrived.resolve();
      },
      onError: (error) => arrived.reject(error),
    },
  );
  await arrived.promise;
  expect(told.at(-1)).toMatchObject({ userId: ben.id, version });
  arrived = Promise.withResolvers();
  await visage.mutate('picture.remove', {}, ben);
  await arrived.promise;
  expect(told.at(-1)).toEqual(none(ben));
  subscription.unsubscribe();

  const refused = Promise.withResolvers<unknown>();
  const keyed = createVisageClient({ baseUrl: visage.base, apiKey: 'nonsense' });
  keyed.picture.onChange.subscribe({ ids: [ben.id] }, { onError: refused.resolve });
  expect(await refused.promise).toMatchObject({ name: 'VisageError', code: 'UNAUTHORIZED' });
});

test('when Visage stops every stream ends as a lost connection does, and clients are there again when it is back', async () => {
  const first = await startTestVisage({}, { beside: visage });
  const streams = await Promise.all(Array.from({ length: 20 }, () => openStream(first, [ada.id])));
  for (const stream of streams) await stream.next();
  const client = createVisageClient({ baseUrl: first.base });
  let told = Promise.withResolvers<PictureChange>();
  const subscription = client.picture.onChange.subscribe(
    { ids: [ada.id] },
    { onData: (change) => told.resolve(change), onError: (error) => told.reject(error) },
  );
  await told.promise;

  // Cut off after the time that stopping may take, they would fail here instead of ending.
  await first.stop();
  for (const stream of streams) {
    const events: string[] = [];
    for (let event = await stream.nextEvent(); event; event = await stream.nextEvent()) events.push(event.event);
    // tRPC's word for a stream that has told everything, after which nobody connects again.
    expect(events).not.toContain('return');
  }
  expect(first.logged.filter((line) => JSON.parse(line).level === 'error')).toEqual([]);

  const { version } = await upload(visage, ada, { file: await image('png', { width: 11, height: 11 }) });
  told = Promise.withResolvers();
  const back = await startTestVisage({ PORT: String(first.port) }, { beside: visage });
  expect((await told.promise).version).toBe(version);
  subscription.unsubscribe();
  await back.stop();
});
