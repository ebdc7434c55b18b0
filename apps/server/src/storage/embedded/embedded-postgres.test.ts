import { afterAll, beforeAll, describe, expect, setDefaultTimeout, test } from 'bun:test';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import { type EmbeddedConnection, runningConnection } from './connection';
import { DataDirInUse } from './data-dir-lock';
import { startEmbeddedPostgres } from './embedded-postgres';
import { readPostmasterFile } from './orphan';
import { isAlive } from './processes';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const LIMIT = 30_000;
const root = mkdtempSync(join(tmpdir(), 'visage-embedded-test-'));
const dataDir = join(root, "a b'c");
const cluster = join(dataDir, 'postgres');
const start = (settings = {}) => startEmbeddedPostgres({ dataDir, durable: false, settings });

async function ask<Row>(connection: EmbeddedConnection, statement: string): Promise<Row | undefined> {
  const sql = postgres({ ...connection, max: 1, onnotice: () => {} });
  try {
    const [row] = await sql.unsafe(statement);
    return row as Row | undefined;
  } finally {
    await sql.end();
  }
}

const permissions = (path: string) => (statSync(path).mode & 0o777).toString(8);

beforeAll(async () => {
  mkdirSync(join(dataDir, 'postgres.unfinished-dead'), { recursive: true });
  const first = await start();
  await first.stop();
}, LIMIT);
afterAll(() => rmSync(root, { recursive: true }));

describe('a started PostgreSQL', () => {
  test('is whole, and nothing is left of an initdb that was interrupted', () => {
    expect(readdirSync(dataDir).filter((name) => name.includes('unfinished'))).toEqual([]);
  });

  test('stores UTF-8 and sorts alike on every machine', async () => {
    await using database = await start();
    const found = await ask(
      database.connection,
      `select current_setting('server_encoding') as encoding, datlocprovider as provider, datlocale as locale, current_setting('timezone') as zone
       from pg_database where datname = current_database()`,
    );
    expect(found).toEqual({ encoding: 'UTF8', provider: 'b', locale: 'C.UTF-8', zone: 'UTC' });
  });

  test.skipIf(process.platform === 'win32')(
    'is closed to other users: no network, a private socket, a password',
    async () => {
      await using database = await start();
      const { connection } = database;
      expect(await ask(connection, 'show listen_addresses')).toEqual({ listen_addresses: '' });
      expect(permissions(connection.host)).toBe('700');
      expect(permissions(join(connection.host, '.s.PGSQL.5432'))).toBe('600');
      const files = ['postgres', 'postgres.password', 'postgres.connection.json', 'postgres.log'];
      expect(files.map((name) => permissions(join(dataDir, name)))).toEqual(['700', '600', '600', '600']);
      await expect(ask({ ...connection, password: 'guess' }, 'select 1')).rejects.toMatchObject({ code: '28P01' });
      const methods = readFileSync(join(cluster, 'pg_hba.conf'), 'utf8').match(/^(?:local|host) .* (\S+)$/gm);
      expect(methods?.every((line) => line.endsWith(' scram-sha-256'))).toBe(true);
    },
  );

  test('takes settings by name', async () => {
    await using database = await start({ work_mem: '7MB' });
    expect(await ask(database.connection, 'show work_mem')).toEqual({ work_mem: '7MB' });
  });

  test('is gone when stop resolves, however often it is called, and keeps what was committed', async () => {
    const first = await start();
    await ask(first.connection, 'create table kept as select 42 as answer');
    const pid = readPostmasterFile(cluster)?.pid ?? 0;
    expect(isAlive(pid)).toBe(true);
    await Promise.all([first.stop(), first.stop()]);
    expect(isAlive(pid)).toBe(false);
    expect(await first.exited).toMatchObject({ expected: true });
    expect(existsSync(first.connection.host)).toBe(false);

    await using second = await start();
    expect(await ask(second.connection, 'select answer from kept')).toEqual({ answer: 42 });
  });

  test('can be reached by a second program, but only while it runs', async () => {
    expect(await runningConnection(dataDir)).toBeNull();
    const database = await start();
    const file = join(dataDir, 'postgres.connection.json');
    const facts = readFileSync(file, 'utf8');
    expect(await runningConnection(dataDir)).toEqual(database.connection);
    await database.stop();
    expect(await runningConnection(dataDir)).toBeNull();
    writeFileSync(file, facts);
    expect(await runningConnection(dataDir)).toBeNull();
  });

  test('has its data directory to itself, and a refused second start does it no harm', async () => {
    await using database = await start();
    await expect(start()).rejects.toBeInstanceOf(DataDirInUse);
    expect(await ask(database.connection, 'select 1 as one')).toEqual({ one: 1 });
  });

  test('is missed at once when it dies, and the next start recovers', async () => {
    const database = await start();
    process.kill(readPostmasterFile(cluster)?.pid ?? 0, 'SIGKILL');
    const exit = await database.exited;
    expect(exit.expected).toBe(false);
    expect(exit.reason).toContain('SIGKILL');
    await database.stop();
    await using next = await start();
    expect(await ask(next.connection, 'select 1 as one')).toEqual({ one: 1 });
  });

  test.skipIf(process.platform === 'win32')(
    'listens in a private temporary directory where the path is too long for a socket',
    async () => {
      const long = join(root, 'x'.repeat(120));
      const database = await startEmbeddedPostgres({ dataDir: long, durable: false });
      const { host } = database.connection;
      expect(host.startsWith(long)).toBe(false);
      expect(permissions(host)).toBe('700');
      expect(await runningConnection(long)).toEqual(database.connection);
      await database.stop();
      expect(existsSync(host)).toBe(false);
    },
    LIMIT,
  );
});

describe('a start that fails', () => {
  test("tells PostgreSQL's own reason and leaves the directory free", async () => {
    await expect(start({ shared_buffers: 'plenty' })).rejects.toThrow(/invalid value for parameter "shared_buffers"/);
    expect(existsSync(join(dataDir, 'socket'))).toBe(false);
    await (await start()).stop();
  });

  test('names both versions when the cluster is of another one', async () => {
    const file = join(cluster, 'PG_VERSION');
    const version = readFileSync(file, 'utf8');
    writeFileSync(file, '9\n');
    await expect(start()).rejects.toThrow(
      new RegExp(`made by PostgreSQL 9, but .* brings PostgreSQL ${version.trim()}`),
    );
    writeFileSync(file, version);
  });

  test('leaves alone what is no cluster', async () => {
    const strange = join(root, 'strange');
    mkdirSync(join(strange, 'postgres'), { recursive: true });
    writeFileSync(join(strange, 'postgres', 'mine'), 'text');
    await expect(startEmbeddedPostgres({ dataDir: strange })).rejects.toThrow(/not empty, but no PostgreSQL cluster/);
    expect(readdirSync(join(strange, 'postgres'))).toEqual(['mine']);
  });
});

test('a pid file that names a stranger after a reboot neither stops the start nor harms the stranger', async () => {
  const stranger = Bun.spawn([process.execPath, '-e', 'await Bun.stdin.text()'], { stdin: 'pipe', cwd: cluster });
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${stranger.pid}\n${cluster}\n1700000000\n5432\n\n\n  1 1\nready   \n`,
  );
  await (await start()).stop();
  expect(isAlive(stranger.pid)).toBe(true);
  await stranger.stdin.end();
  await stranger.exited;
});
