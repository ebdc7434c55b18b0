import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import postgres from 'postgres';
import { createFaultyLine } from '../../prove/faulty-line';
import { auth } from '../../test/auth';
import { upload } from '../../test/deeds';
import { type Ask, everythingAsked } from '../../test/everything-asked';
import { makeKey, type TestKey } from '../../test/keys';
import type { Person } from '../../test/visage';
import { startVisageBehindLine } from '../../test/visage-behind-line';

setDefaultTimeout(120_000);

let here: Awaited<ReturnType<typeof startVisageBehindLine>>;
let ada: Person;
let key: TestKey;

beforeAll(async () => {
  here = await startVisageBehindLine({ clients: 40 });
  ada = await here.visage.signUp();
  key = await makeKey(here.visage, ada);
  await upload(here.visage, ada);
});
afterAll(() => here[Symbol.asyncDispose]());

async function said(ask: Ask) {
  const answered = await ask();
  const body = await answered.text();
  if (answered.status !== 503) return answered.status;
  return {
    status: 503,
    retryAfter: answered.headers.get('retry-after'),
    isTold: body.includes('The database can’t be'),
  };
}

const unavailable = { status: 503, retryAfter: '1', isTold: true };

const writes = [
  'profile.update',
  'picture.upload',
  'picture.upload with a key',
  'apiKey.create',
  'PUT of a picture',
  'PUT of a picture with a key',
  'signing in',
  'signing up',
  'asking to reset a password',
  'another password',
];
const reads = ['a picture', 'the picture of nobody', 'an avatar', '/readyz'];

async function ask(names?: readonly string[]) {
  const all = Object.entries(await everythingAsked(here.visage, ada, key)).filter(
    ([name]) => names?.includes(name) ?? true,
  );
  return async () =>
    Object.fromEntries(await Promise.all(all.map(async ([name, each]) => [name, await said(each)] as const)));
}

const everyOne = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, unavailable]));

async function untilReady(): Promise<void> {
  while ((await here.visage.picture('/readyz')).status !== 200) await Bun.sleep(20);
}

test('a database that has no connection left for Visage is answered for by 503, and is used again when it has', async () => {
  await using line = await createFaultyLine(here.postgres.socket);
  const held: postgres.Sql[] = [];
  /** Takes connections until there are none. */
  async function occupy(): Promise<void> {
    for (;;) {
      const one = postgres({
        ...here.postgres.connectionAt(line.port),
        max: 1,
        connection: { application_name: 'another' },
      });
      const code = await one`SELECT 1`.then(
        () => null,
        (error) => error.code,
      );
      if (code === null) held.push(one);
      else {
        await one.end({ timeout: 0 });
        expect(code).toBe('53300');
        return;
      }
    }
  }
  const { sql } = here.postgres;
  const left = async () =>
    (
      await sql`SELECT FROM pg_stat_activity WHERE application_name LIKE 'visage%' AND application_name <> 'visage prove'`
    ).length;
  await left();

  const during = await ask();
  for (let first = true; first || (await left()) !== 0; first = false) {
    here.line.cut('all');
    await occupy();
  }
  const outcomes = await during();
  expect(outcomes).toEqual(everyOne(Object.keys(outcomes)));
  const why = here.visage.logged
    .map((line) => JSON.parse(line))
    .find(({ msg }) => msg === 'the database can’t be reached');
  expect(why?.error.code).toBe('53300');
  await Promise.all(held.map((each) => each.end({ timeout: 0 })));
  await untilReady();
  expect(await (await ask(writes))()).toEqual(Object.fromEntries(writes.map((name) => [name, 200])));
});

test('a database that takes no writes answers what is only read, and everything once it takes them', async () => {
  const { sql } = here.postgres;
  const [ofWrites, ofReads] = [await ask(writes), await ask(reads)];
  const before = await ofReads();
  await sql`ALTER SYSTEM SET default_transaction_read_only = on`;
  await sql`SELECT pg_reload_conf()`;
  while ((await said(async () => here.visage.picture('/api/auth/get-session'))) === 200) await Bun.sleep(20);
  expect(await ofWrites()).toEqual(everyOne(writes));
  expect(await ofReads()).toEqual(before);
  await sql`ALTER SYSTEM RESET default_transaction_read_only`;
  await sql`SELECT pg_reload_conf()`;
  while ((await said(async () => here.visage.picture('/api/auth/get-session'))) !== 200) await Bun.sleep(20);
});

for (const [code, what] of Object.entries({ '53100': 'has no room', '53200': 'has no memory' })) {
  test(`a database that ${what} for what is written is answered for by 503`, async () => {
    const { sql } = here.postgres;
    const written = await ask(['picture.upload', 'PUT of a picture', 'signing in', 'signing up', 'apiKey.create']);
    await sql.unsafe(`
      CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}', MESSAGE = 'no'; END $$;
      ${['picture', 'session', 'api_key'].map((table) => `CREATE TRIGGER refuse BEFORE INSERT ON ${table} FOR EACH ROW EXECUTE FUNCTION refuse();`).join('\n')}`);
    const outcomes = await written();
    expect(outcomes).toEqual(everyOne(Object.keys(outcomes)));
    await sql.unsafe('DROP FUNCTION refuse CASCADE');
    expect(new Set(Object.values(await written()))).toEqual(new Set([200]));
  });
}

test('who typed the right password while the database had no room signs in when it has, however often they tried', async () => {
  const { sql } = here.postgres;
  const signIn = () => auth(here.visage, 'sign-in/email', { email: ada.email, password: ada.password });
  const failures = async () => {
    const rows = await sql`SELECT sum(used)::int AS used FROM rate_limit WHERE key = ${`sign-in-failure ${ada.email}`}`;
    return rows[0]?.used ?? 0;
  };
  await sql.unsafe(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'no'; END $$;
    CREATE TRIGGER refuse BEFORE INSERT ON session FOR EACH ROW EXECUTE FUNCTION refuse()`);
  for (let n = 0; n < 12; n += 1) {
    expect((await signIn()).status).toBe(503);
    while ((await failures()) > 0) await Bun.sleep(5);
  }
  await sql.unsafe('DROP FUNCTION refuse CASCADE');
  expect((await signIn()).status).toBe(200);
});

test('nor does the right password count as a failure of who changes theirs', async () => {
  const { sql } = here.postgres;
  const body = { currentPassword: ada.password, newPassword: 'another long enough' };
  const change = () => auth(here.visage, 'change-password', body, { cookie: ada.cookie });
  await sql.unsafe(`
    CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION USING ERRCODE = '53100', MESSAGE = 'no'; END $$;
    CREATE TRIGGER refuse BEFORE UPDATE ON account FOR EACH ROW EXECUTE FUNCTION refuse()`);
  expect((await change()).status).toBe(503);
  const failures = () => sql`SELECT FROM rate_limit WHERE key = ${`password-failure ${ada.id}`} AND used > 0`;
  while ((await failures()).length > 0) await Bun.sleep(5);
  await sql.unsafe('DROP FUNCTION refuse CASCADE');
  expect((await change()).status).toBe(200);
});
