import { afterAll, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { dropDatabase, freshDatabase } from '../../test/postgres';
import { type Connection, type Database, openDatabase } from './database';
import { isUnavailable } from './unavailable';

setDefaultTimeout(30_000);

let facts: Awaited<ReturnType<typeof freshDatabase>>;
let database: Database;

beforeAll(async () => {
  facts = await freshDatabase();
  database = openDatabase(facts);
});
afterAll(async () => {
  await database.close();
  await dropDatabase(facts);
});

const failed = (work: PromiseLike<unknown>) =>
  Promise.resolve(work).then(
    () => null,
    (error: unknown) => error,
  );

/** What Postgres says with this code, as drizzle passes it on. */
const raised = (code: string) =>
  failed(database.db.execute(`DO $$ BEGIN RAISE EXCEPTION USING ERRCODE = '${code}', MESSAGE = 'no'; END $$`));

for (const [code, what] of Object.entries({
  '53100': 'a disk that is full',
  '53200': 'memory that is used up',
  '53300': 'too many clients',
  '57P01': 'a server that is told to stop',
  '57P03': 'a server that starts or recovers',
  '08006': 'a connection that failed',
  '25006': 'a database that takes no writes',
})) {
  test(`${what} is a database that could not be asked`, async () => {
    expect(isUnavailable(await raised(code))).toBe(true);
  });
}

for (const [code, what] of Object.entries({
  '23505': 'a row that is there already',
  '22P02': 'a value that is none',
  '42601': 'a statement that is none',
  '57014': 'a statement that someone ended',
  '40P01': 'a deadlock',
})) {
  test(`${what} is an answer`, async () => {
    const error = await raised(code);
    expect(error).toBeInstanceOf(Error);
    expect(isUnavailable(error)).toBe(false);
  });
}

test('a file that is not there, or can’t be opened for want of room, is no database', async () => {
  const missing = await failed(Bun.file('/nowhere/at/all').text());
  expect(missing).toMatchObject({ code: 'ENOENT', syscall: 'open' });
  expect(isUnavailable(missing)).toBe(false);
  expect(isUnavailable(Object.assign(new Error('too many'), { code: 'EMFILE', syscall: 'open' }))).toBe(false);
  expect(isUnavailable(Object.assign(new Error('too many'), { code: 'EMFILE', syscall: 'socket' }))).toBe(true);
});

const elsewhere: Record<string, () => Exclude<Connection, string>> = {
  'a database that is not there': () => ({ ...facts, database: 'of_nobody' }),
  'a user whom the server does not know': () => ({ ...facts, username: 'nobody' }),
  'a name that leads nowhere': () => ({ ...facts, host: 'nothing.invalid' }),
  'a socket that is not there': () => ({ ...facts, host: '/nowhere' }),
};

for (const [what, connection] of Object.entries(elsewhere)) {
  test(`${what} is a database that could not be asked, again and again`, async () => {
    const away = openDatabase(connection());
    expect(isUnavailable(await failed(away.sql`SELECT 1`))).toBe(true);
    expect(isUnavailable(await failed(away.sql`SELECT 1`))).toBe(true);
    await away.close();
  });
}

for (const [how, words] of Object.entries({
  'hangs up at once': '',
  'is no Postgres': 'HTTP/1.1 400 Bad Request\r\nconnection: close\r\n\r\n',
})) {
  test(`a server that ${how} could not be asked, and is not asked over and over meanwhile`, async () => {
    let asked = 0;
    using listener = Bun.listen({
      hostname: '127.0.0.1',
      port: 0,
      socket: {
        open() {
          asked += 1;
        },
        data: (socket) => void socket.end(words),
      },
    });
    const away = openDatabase({ ...facts, host: '127.0.0.1', port: listener.port }, { connections: 1 });
    const outcome = await Promise.race([failed(away.sql`SELECT 1`), Bun.sleep(10_000)]);
    expect(isUnavailable(outcome)).toBe(true);
    expect(asked).toBe(1);
    await away.close();
  });
}
