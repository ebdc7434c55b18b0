import { afterAll, beforeAll, expect, setDefaultTimeout, spyOn, test } from 'bun:test';
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { newAddress } from '../../test/auth';
import { update, upload, whole } from '../../test/deeds';
import { dropDatabase, freshDatabase, startPostgres } from '../../test/postgres';
import { startTestVisage } from '../../test/visage';
import { nobody } from '../domain/caller';
import { createLimits } from '../domain/limits';
import { createAuthTables } from '../storage/auth-tables';
import { type Database, openDatabase } from '../storage/database';
import { createRateLimitStore } from '../storage/rate-limit-store';
import { createAuthRoute } from './auth-route';
import type { Mail } from './mail';
import { createOrigins } from './origins';
import { createSignIn } from './sign-in';

setDefaultTimeout(60_000);

const origin = 'http://visage.example';
const mails: Mail[] = [];
let connection: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;
let marker: postgres.Sql;
let log: string;
let ask: (path: string, body: object) => Promise<Response>;
let hashed: () => number;

beforeAll(async () => {
  connection = await freshDatabase();
  log = join((await startPostgres()).dataDir, 'postgres.log');
  marker = postgres({ ...connection, max: 1, onnotice: () => {} });
  // Holds for connections that begin from here on.
  await marker`ALTER DATABASE ${marker(connection.database)} SET log_statement = 'all'`;
  database = openDatabase(connection, { connections: 1 });
  const origins = createOrigins(origin, [], null);
  const signIn = createSignIn({
    tables: createAuthTables(database.db),
    origins,
    secret: 'a secret for tests, long enough for anyone',
    sendMail: (mail) => mails.push(mail),
    endAccess: async () => {},
    addressChanged: async () => {},
    providers: {},
    admitSignUp: async () => {},
    log: () => {},
  });
  const limits = createLimits(createRateLimitStore(database.sql));
  const route = createAuthRoute({ signIn, origins, limits, callerOf: async () => nobody, log: () => {} });
  ask = (path, body) =>
    route(
      new Request(`${origin}/api/auth/${path}`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin },
        body: JSON.stringify(body),
      }),
      newAddress(),
    );
  const { password } = await signIn.context;
  const [hash, verify] = [spyOn(password, 'hash'), spyOn(password, 'verify')];
  await ask('sign-up/email', { name: 'Ada', email: 'ada@example.org', password: 'correct horse' });
  hashed = () => hash.mock.calls.length + verify.mock.calls.length;
});
afterAll(async () => {
  await database.close();
  await marker.end();
  await dropDatabase(connection);
});

/** The statements of this database meanwhile, without what they are about. Postgres logs one before it runs it. */
async function statementsOf(run: () => Promise<unknown>): Promise<string[]> {
  const before = statSync(log).size;
  await run();
  const entries = readFileSync(log)
    .subarray(before)
    .toString()
    .split(/\n(?!\t)/);
  return entries.flatMap((entry) => /(?:execute [^:]*|statement): (.*)/s.exec(entry)?.[1] ?? []);
}

/** What is answered, and what it took: which statements, and how often a password was hashed. */
async function cost(path: string, body: object) {
  const [hashes, sent] = [hashed(), mails.length];
  let answered: unknown;
  const statements = await statementsOf(async () => {
    answered = await whole(await ask(path, body));
  });
  return { answered, statements: statements.sort(), hashes: hashed() - hashes, mails: mails.length - sent };
}

const [known, unknown] = ['ada@example.org', 'nobody@example.org'];
const password = 'not the password';

test('a wrong password takes as much as an address nobody has: the same statements, and one password hashed', async () => {
  const nobodys = await cost('sign-in/email', { email: unknown, password });
  expect(nobodys).toMatchObject({ answered: { status: 401 }, hashes: 1 });
  expect(await cost('sign-in/email', { email: known, password })).toEqual(nobodys);
  // Who has only a passkey, or came in by another door.
  await marker`UPDATE account SET password = NULL`;
  expect(await cost('sign-in/email', { email: known, password })).toEqual(nobodys);
  await marker`DELETE FROM account`;
  expect(await cost('sign-in/email', { email: known, password })).toEqual(nobodys);
});

test('a new password takes as much to ask for, whether there is someone to send a mail to or not', async () => {
  const nobodys = await cost('request-password-reset', { email: unknown, redirectTo: '/reset-password' });
  expect(nobodys).toMatchObject({ answered: { status: 200 }, hashes: 0, mails: 0 });
  const someones = await cost('request-password-reset', { email: known, redirectTo: '/reset-password' });
  expect(someones).toEqual({ ...nobodys, mails: 1 });
});

test('nor is a token made for nobody one that sets a password', async () => {
  await ask('request-password-reset', { email: unknown });
  const answered = await ask('reset-password', { token: 'none', newPassword: 'long enough' });
  expect([answered.status, await answered.json()]).toMatchObject([400, { code: 'INVALID_TOKEN' }]);
  expect(await marker`SELECT 1 FROM verification WHERE value = 'none' AND expires_at > now()`).toHaveLength(0);
});

test('a link to verify an address takes as much to ask for: of nobody, and of who has followed one', async () => {
  const nobodys = await cost('send-verification-email', { email: unknown });
  expect(nobodys).toMatchObject({ answered: { status: 200 }, mails: 0 });
  expect(await cost('send-verification-email', { email: known })).toEqual({ ...nobodys, mails: 1 });
  await marker`UPDATE "user" SET email_verified = true`;
  expect(await cost('send-verification-email', { email: known })).toEqual(nobodys);
});

test('a hidden picture takes as much as that of nobody, with a session and without', async () => {
  await using visage = await hiddenPicture();
  const callers: Record<string, string>[] = [{}, { cookie: visage.stranger }, { 'x-api-key': 'none' }];
  for (const query of ['', '?size=64', '?fallback=404', '?fallback=initials']) {
    for (const headers of callers) {
      const looked = (id: string) =>
        statementsOf(async () => (await visage.get(`/profile/${id}/picture${query}`, headers)).text()).then((all) =>
          all.filter((one) => /picture_state|session|apikey|"user"/.test(one)),
        );
      const nobodys = await looked('nobody-here');
      expect(nobodys.length).toBeGreaterThan(0);
      expect({ query, headers, looked: await looked(visage.hidden) }).toEqual({ query, headers, looked: nobodys });
    }
  }
});

/** A whole server on the same database, which remembers nothing. */
async function hiddenPicture() {
  const visage = await startTestVisage({ CACHE_BYTES: '0' }, { beside: { connection } });
  const [owner, stranger] = [await visage.signUp(), await visage.signUp()];
  await upload(visage, owner);
  await update(visage, owner, { visibility: 'private' });
  return {
    hidden: owner.id,
    stranger: stranger.cookie,
    get: (path: string, headers: Record<string, string>) => visage.picture(path, { headers }),
    [Symbol.asyncDispose]: () => visage.stop(),
  };
}
