import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import { letDateCome, pathOf, upload } from '../../test/deeds';
import { base64, image } from '../../test/images';
import { readMetrics } from '../../test/metrics';
import { type Person, startTestVisage, type TestVisage } from '../../test/visage';

setDefaultTimeout(30_000);

let visage: TestVisage;
let ada: Person;

beforeAll(async () => {
  visage = await startTestVisage();
  ada = await visage.signUp();
});
afterAll(() => visage.stop());

/** By how much these samples grow while `work` is done. */
async function growth(names: readonly string[], work: () => Promise<unknown>): Promise<number[]> {
  const before = await readMetrics(visage.base);
  await work();
  const after = await readMetrics(visage.base);
  return names.map((name) => (after.get(name) ?? 0) - (before.get(name) ?? 0));
}

/** Asked so often that memory answers most of it. */
async function askUntilRemembered(path: string): Promise<void> {
  for (let asked = 0; asked < 50; asked += 1) await (await visage.picture(path)).arrayBuffer();
}

describe('requests', () => {
  const of = (route: string, status: number) => `visage_http_requests_total{route="${route}",status="${status}"}`;

  test('are counted by route and status, those that memory answers too', async () => {
    await upload(visage, ada);
    await letDateCome(visage, ada);
    const path = pathOf(ada);
    const etag = (await visage.picture(path)).headers.get('etag') ?? '';
    const [full, unchanged, missing, misnamed] = await growth(
      [
        of('/profile/:id/picture', 200),
        of('/profile/:id/picture', 304),
        of('/profile/:id/picture', 404),
        of('/profile/:id/picture', 400),
      ],
      async () => {
        await askUntilRemembered(path);
        for (let asked = 0; asked < 7; asked += 1) await visage.picture(path, { headers: { 'if-none-match': etag } });
        await visage.picture('/profile/@nobody/picture?fallback=404');
        await visage.picture(`${path}?size=none`);
      },
    );
    expect([full, unchanged, missing, misnamed]).toEqual([50, 7, 1, 1]);
  });

  test('of avatars are counted as such, also where memory answers', async () => {
    const found = await visage.signUp();
    const { id, email } = found;
    await upload(visage, found);
    await letDateCome(visage, found);
    await visage.sql`UPDATE "user" SET email_verified = true WHERE id = ${id}`;
    await visage.sql`UPDATE profile SET lookup_by_email = true WHERE user_id = ${id}`;
    const hash = new Bun.CryptoHasher('md5').update(email).digest('hex');
    const [avatars, pictures] = await growth([of('/avatar/:hash', 200), of('/profile/:id/picture', 200)], () =>
      askUntilRemembered(`/avatar/${hash}`),
    );
    expect([avatars, pictures]).toEqual([50, 0]);
  });

  test('of procedures are counted by their name, and of what is none together', async () => {
    const grown = await growth([of('/trpc/profile.me', 200), of('/trpc/*', 404)], async () => {
      await visage.query('profile.me', undefined, ada);
      for (const made of ['one', 'two', 'three']) await visage.query(`profile.${made}`);
    });
    expect(grown).toEqual([1, 3]);
  });

  test('of anything else that someone makes up share one name', async () => {
    await Promise.all(
      ['/wp-login.php', '/a"b\n', '/@ada', '/profile/x/y', '/api/x'].map((path) => visage.picture(path)),
    );
    const routes = [...(await readMetrics(visage.base)).keys()].join('\n');
    for (const made of ['wp-login', 'ada', 'a"b', 'profile/x']) expect(routes).not.toContain(made);
  });

  test('have their latency in a histogram by route', async () => {
    const name = 'visage_http_request_duration_seconds';
    const [all, within, sum] = await growth(
      [`${name}_count{route="/readyz"}`, `${name}_bucket{le="+Inf",route="/readyz"}`, `${name}_sum{route="/readyz"}`],
      () => visage.picture('/readyz'),
    );
    expect([all, within]).toEqual([1, 1]);
    expect(sum).toBeGreaterThan(0);
  });
});

describe('memory', () => {
  test('says what it answered and for what the database was asked', async () => {
    const bob = await visage.signUp('Bob');
    await upload(visage, bob);
    const ask = () =>
      growth(['visage_cache_hits_total', 'visage_cache_misses_total'], () => askUntilRemembered(pathOf(bob)));
    let [hits = 0, misses = 0] = await ask();
    expect(hits + misses).toBe(50);
    expect(misses).toBeGreaterThan(0);
    // Memory is not trusted while the machine is too busy for the database to be heard.
    while (hits <= 25) {
      [hits = 0, misses = 0] = await ask();
      expect(hits + misses).toBe(50);
    }
  });

  test('says what it holds, what it may, and whether it is trusted', async () => {
    const samples = await readMetrics(visage.base);
    expect(samples.get('visage_cache_bytes{of="answers"}')).toBeGreaterThan(0);
    expect(samples.get('visage_cache_bytes{of="pictures"}')).toBeGreaterThan(0);
    expect(samples.get('visage_cache_capacity_bytes')).toBe(67_108_864);
    while ((await readMetrics(visage.base)).get('visage_cache_trusted') !== 1) await Bun.sleep(20);
  });
});

test('uploads and renditions are counted by outcome', async () => {
  const of = (what: string, outcome: string) => `visage_${what}_total{outcome="${outcome}"}`;
  const grown = await growth(
    [of('uploads', 'done'), of('uploads', 'mime_mismatch'), of('uploads', 'undecodable'), of('renders', 'done')],
    async () => {
      await upload(visage, ada, { file: await image('png', { width: 90, height: 90 }) });
      const mismatch = { data: base64(await image('png')), mimeType: 'image/gif' };
      await visage.mutate('picture.upload', mismatch, ada);
      await visage.mutate('picture.upload', { data: base64(new Uint8Array(50)), mimeType: 'image/png' }, ada);
      await (await visage.picture(`${pathOf(ada)}?size=64&format=webp`)).arrayBuffer();
    },
  );
  expect(grown).toEqual([1, 1, 1, 1]);
});

test('the pool says what is in use, what idles and what waits', async () => {
  const small = await startTestVisage({}, { connections: 2, beside: visage });
  try {
    expect((await readMetrics(small.base)).get('visage_pool_waiting')).toBe(0);
    // What holds the profile's row makes everyone who changes it wait, each on a connection.
    const held = visage.sql.begin(async (tx) => {
      await tx`SELECT 1 FROM "user" WHERE id = ${ada.id} FOR UPDATE`;
      const changes = [1, 2, 3, 4].map(() => small.mutate('picture.remove', null, ada));
      let samples = await readMetrics(small.base);
      while ((samples.get('visage_pool_connections{state="in_use"}') ?? 0) < 2) {
        await Bun.sleep(20);
        samples = await readMetrics(small.base);
      }
      return { samples, changes };
    });
    const { samples, changes } = await held;
    expect(samples.get('visage_pool_connections{state="idle"}')).toBe(0);
    await Promise.all(changes);
    expect((await readMetrics(small.base)).get('visage_pool_connections{state="in_use"}')).toBe(0);
  } finally {
    await small.stop();
  }
});

test('the process says how much memory and time it takes, and how late its timers are', async () => {
  await Bun.sleep(300);
  const samples = await readMetrics(visage.base);
  expect(samples.get('process_resident_memory_bytes')).toBeGreaterThan(10_000_000);
  expect(samples.get('process_cpu_seconds_total')).toBeGreaterThan(0);
  expect(Math.abs((samples.get('process_start_time_seconds') ?? 0) - Date.now() / 1000)).toBeLessThan(3600);
  expect(samples.get('visage_event_loop_lag_seconds_count')).toBeGreaterThan(0);
});

describe('who may read them', () => {
  const ask = (at: TestVisage, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(`${at.base}/metrics`, { method, headers });

  test('whoever asks from the machine itself, in the format of Prometheus', async () => {
    const answered = await ask(visage);
    expect(answered.headers.get('content-type')).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answered.headers.get('cache-control')).toBe('no-store');
    expect((await ask(visage, {}, 'POST')).status).toBe(405);
  });

  test.each(['x-forwarded-for', 'x-real-ip', 'forwarded', 'via'])(
    'nobody for whom a proxy asks, as %s tells',
    async (name) => {
      const answered = await ask(visage, { [name]: '127.0.0.1' });
      expect(answered.status).toBe(403);
      expect(await answered.text()).not.toContain('visage_');
    },
  );

  test('with METRICS_TOKEN, whoever has it, and nobody else', async () => {
    const guarded = await startTestVisage({ METRICS_TOKEN: 'a-token-for-prometheus' }, { beside: visage });
    try {
      const statuses = async (authorization: string) =>
        (await ask(guarded, { ...(authorization && { authorization }), 'x-forwarded-for': '192.0.2.1' })).status;
      expect(await statuses('Bearer a-token-for-prometheus')).toBe(200);
      expect(await statuses('Bearer a-token-for-prometheuz')).toBe(401);
      expect(await statuses('a-token-for-prometheus')).toBe(401);
      expect((await ask(guarded)).status).toBe(401);
    } finally {
      await guarded.stop();
    }
  });
});
