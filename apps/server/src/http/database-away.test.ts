import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { own, upload } from '../../test/deeds';
import { type Ask, everythingAsked } from '../../test/everything-asked';
import { makeKey, type TestKey } from '../../test/keys';
import type { Person } from '../../test/visage';
import { startVisageBehindLine } from '../../test/visage-behind-line';

setDefaultTimeout(120_000);

let here: Awaited<ReturnType<typeof startVisageBehindLine>>;
let ada: Person;
let key: TestKey;

beforeAll(async () => {
  here = await startVisageBehindLine();
  ada = await here.visage.signUp();
  key = await makeKey(here.visage, ada);
  await upload(here.visage, ada);
});
afterAll(() => here[Symbol.asyncDispose]());

/** What was answered, or that nothing was before whoever asked would have given up. */
async function said(ask: Ask) {
  const answered = await Promise.race([ask(), Bun.sleep(10_000)]);
  if (!answered) return 'held open';
  const body = await answered.text();
  if (answered.status !== 503) return answered.status;
  const isTold = body.includes('The database can’t be reached.');
  return { status: 503, retryAfter: answered.headers.get('retry-after'), isTold };
}

const unavailable = { status: 503, retryAfter: '1', isTold: true };

async function askAll() {
  const asked = Object.entries(await everythingAsked(here.visage, ada, key));
  const ask = async () =>
    Object.fromEntries(await Promise.all(asked.map(async ([name, each]) => [name, await said(each)] as const)));
  return { ask, names: asked.map(([name]) => name) };
}

async function untilReady(): Promise<void> {
  while ((await here.visage.picture('/readyz')).status !== 200) await Bun.sleep(20);
}

const ways: Record<string, { away(): unknown; back(): unknown }> = {
  'behind a network that swallows everything': {
    away: () => here.line.set('all', 'shut'),
    back: () => here.line.set('all', 'open'),
  },
  paused: { away: () => here.postgres.pause(), back: () => here.postgres.resume() },
  dead: { away: () => here.postgres.kill(), back: () => here.postgres.revive() },
};

for (const [how, { away, back }] of Object.entries(ways)) {
  test(`while the database is ${how}, whatever is asked is answered 503 with Retry-After; when it is back, as before`, async () => {
    const before = await (await askAll()).ask();
    const { ask, names } = await askAll();
    // A new picture is none that memory holds.
    await upload(here.visage, ada);
    await away();
    const none = Object.fromEntries(names.map((name) => [name, unavailable]));
    expect(await ask()).toEqual(none);
    // Not only what was under way when it went.
    expect(await ask()).toEqual(none);
    expect(await said(() => here.visage.picture('/healthz'))).toBe(200);
    await back();
    await untilReady();
    expect(await (await askAll()).ask()).toEqual(before);
  });
}

test('a change that waits for another is not cut off while the database answers', async () => {
  const { visage, postgres } = here;
  const taken = Promise.withResolvers<void>();
  const letGo = Promise.withResolvers<void>();
  const other = postgres.sql.begin(async (tx) => {
    await tx`SELECT FROM "user" WHERE id = ${ada.id} FOR UPDATE`;
    taken.resolve();
    await letGo.promise;
  });
  await taken.promise;
  const change = upload(visage, ada);
  expect(await Promise.race([change, Bun.sleep(2500).then(() => 'waits')])).toBe('waits');
  letGo.resolve();
  await other;
  expect((await change).version).toBeString();
});

test('a change whose COMMIT was not answered is not said to have failed, and shows', async () => {
  const { visage, postgres, line } = here;
  const before = await own(visage, ada);
  // A deferred trigger runs within COMMIT, which thereby waits for a lock.
  const key = 20_261_124;
  await postgres.sql.unsafe(`
    CREATE FUNCTION dawdle() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN PERFORM pg_advisory_xact_lock_shared(${key}); RETURN NULL; END $$;
    CREATE CONSTRAINT TRIGGER dawdle AFTER UPDATE ON profile DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION dawdle()`);
  const waiting = () =>
    postgres.sql`SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = ${key} AND NOT granted`;
  const answered = await postgres.sql.begin(async (tx) => {
    await tx`SELECT pg_advisory_xact_lock(${key})`;
    const change = visage.mutate('profile.update', { revision: before.revision, displayName: 'Ada King' }, ada);
    while ((await waiting()).length === 0) await Bun.sleep(10);
    // Its answer goes nowhere.
    line.strand('queries');
    return { change };
  });
  const { status, headers, error } = await answered.change;
  expect({ status, retryAfter: headers.get('retry-after') }).toEqual({ status: 503, retryAfter: '1' });
  expect(error?.message).toBe('The database was lost before it said whether this was done. Look before you try again.');
  await untilReady();
  expect(await own(visage, ada)).toMatchObject({ displayName: 'Ada King', revision: before.revision + 1 });
  await postgres.sql`DROP FUNCTION dawdle CASCADE`;
});
