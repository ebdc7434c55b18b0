import { afterAll, afterEach, beforeAll, expect, setDefaultTimeout, test } from 'bun:test';
import { chmodSync, chownSync, mkdtempSync, rmSync, statSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import postgres from 'postgres';
import type { EmbeddedConnection } from './connection';
import { startEmbeddedPostgres } from './embedded-postgres';
import { isAlive } from './processes';
import { endOwner, type Owner, startOwner, untilGone } from './test-owner';

// Processes and pictures take longer on a machine that is busy.
setDefaultTimeout(30_000);

const LIMIT = 30_000;
const root = mkdtempSync(join(tmpdir(), 'visage-owners-test-'));
const owners: Owner[] = [];
const isRoot = process.getuid?.() === 0;
const onLinux = process.platform === 'linux';
const setpriv = Bun.which('setpriv');

/** A PATH with nothing but these tools. */
function pathOf(...names: string[]): string {
  const directory = mkdtempSync(join(root, 'tools-'));
  for (const name of names) symlinkSync(Bun.which(name) ?? '', join(directory, name));
  return directory;
}

function own(...[dataDir, how]: Parameters<typeof startOwner>): Owner {
  const owner = startOwner(dataDir, how);
  owners.push(owner);
  return owner;
}

async function ready(owner: Owner): Promise<{ connection: EmbeddedConnection; server: number }> {
  const { connection, server, error } = await owner.said();
  if (connection === undefined || server === undefined) throw new Error(error);
  return { connection, server };
}

beforeAll(async () => {
  await (await startEmbeddedPostgres({ dataDir: join(root, 'shared'), durable: false })).stop();
}, LIMIT);
afterEach(async () => {
  await Promise.all(owners.splice(0).map(endOwner));
});
afterAll(() => rmSync(root, { recursive: true }));

test(
  'of two first starts at the same moment one wins and the other is told who did',
  async () => {
    const dataDir = join(root, 'contested');
    const both = [own(dataDir), own(dataDir)];
    const said = await Promise.all(both.map((owner) => owner.said()));
    const won = said.findIndex(({ connection }) => connection !== undefined);
    const lost = said[1 - won];
    expect(lost?.error).toStartWith('DataDirInUse: ');
    expect(lost?.error).toContain(`process ${both[won]?.process.pid}`);
  },
  LIMIT,
);

test(
  'what was committed is there after the owner was killed under writes',
  async () => {
    const dataDir = join(root, 'shared');
    const owner = own(dataDir, { durable: true });
    const { connection } = await ready(owner);
    const sql = postgres({ ...connection, max: 4, onnotice: () => {} });
    await sql`create table written (n int primary key)`;
    let committed = 0;
    let broken = false;
    const writer = async (offset: number) => {
      for (let n = offset; !broken; n += 4) {
        await sql`insert into written values (${n})`;
        committed += 1;
        if (committed === 100) owner.process.kill('SIGKILL');
      }
    };
    for (const offset of [0, 1, 2, 3]) writer(offset).catch(() => {});
    await owner.process.exited;
    broken = true;
    await sql.end({ timeout: 0 });

    await using next = await startEmbeddedPostgres({ dataDir });
    const after = postgres({ ...next.connection, max: 1 });
    const [row] = await after`select count(*)::int as count from written`;
    await after.end();
    expect(row?.count).toBeGreaterThanOrEqual(committed);
  },
  LIMIT,
);

test.skipIf(!onLinux || setpriv === null)('the kernel stops PostgreSQL when its owner is killed', async () => {
  const owner = own(join(root, 'shared'));
  const { server } = await ready(owner);
  owner.process.kill('SIGKILL');
  await untilGone(server);
});

test.skipIf(process.platform === 'win32')(
  'a PostgreSQL that outlived its killed owner is stopped by the next start',
  async () => {
    // Without setpriv nobody asks the kernel.
    const owner = own(join(root, 'shared'), { path: isRoot ? pathOf('unshare', 'test') : '' });
    const { server } = await ready(owner);
    owner.process.kill('SIGKILL');
    await owner.process.exited;
    expect(isAlive(server)).toBe(true);

    const next = own(join(root, 'shared'));
    expect((await ready(next)).server).not.toBe(server);
    expect(isAlive(server)).toBe(false);
  },
  LIMIT,
);

test('Ctrl-C in a terminal, which signals the whole group, leaves the owner a database to finish with', async () => {
  const owner = own(join(root, 'shared'));
  const { server } = await ready(owner);
  process.kill(-owner.process.pid, 'SIGINT');
  expect(await owner.said()).toEqual({ lastAnswer: 'still there' });
  expect(isAlive(server)).toBe(false);
});

test.skipIf(!isRoot || setpriv === null)(
  'root can run it where user namespaces are closed, first start and later ones, below a directory only root may enter',
  async () => {
    // Closed here by taking `unshare` away.
    const path = pathOf('setpriv', 'test');
    const fresh = join(root, 'no-namespace');
    expect(statSync(root).mode & 0o777).toBe(0o700);
    const first = own(fresh, { path });
    await ready(first);
    expect(statSync(join(fresh, 'postgres')).uid).not.toBe(0);
    await endOwner(first);

    // Later with namespaces again; and a cluster made in a namespace where there is none.
    await endOwner(await readied(own(fresh)));
    const second = own(join(root, 'shared'), { path });
    const { server } = await ready(second);
    second.process.kill('SIGKILL');
    await untilGone(server);
    await ready(own(join(root, 'shared')));
  },
  LIMIT,
);

async function readied(owner: Owner): Promise<Owner> {
  await ready(owner);
  return owner;
}

test.skipIf(!isRoot || setpriv === null)(
  'an ordinary user can run it, and so can root after him without locking him out of the cluster',
  async () => {
    const home = mkdtempSync(join(tmpdir(), 'visage-owners-test-user-'));
    try {
      chmodSync(home, 0o700);
      chownSync(home, 1000, 1000);
      const dataDir = join(home, 'data');
      const user = [setpriv ?? '', '--reuid=1000', '--regid=1000', '--clear-groups', '--'];
      await endOwner(await readied(own(dataDir, { prefix: user })));
      await endOwner(await readied(own(dataDir)));
      await endOwner(await readied(own(dataDir, { prefix: user })));
    } finally {
      rmSync(home, { recursive: true });
    }
  },
  LIMIT,
);
