import { randomBytes } from 'node:crypto';
import {
  chownSync,
  existsSync,
  lchownSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
} from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { PostgresBinaries } from './binaries';
import type { Account, Launcher } from './launcher';
import { postgresEnvironment } from './postgres-environment';
import { writePrivateFile } from './private-file';

/** The superuser of every embedded cluster; its database is the one PostgreSQL makes by itself. */
export const USERNAME = 'visage';
export const DATABASE = 'postgres';

const UNFINISHED = '.unfinished-';
const INITDB_LIMIT = 120_000;

/** The cluster is there, and other programs made it than those at hand. The message says what to run. */
export class ClusterOfAnotherMajor extends Error {
  override readonly name = 'ClusterOfAnotherMajor';

  constructor(cluster: string, made: number, here: number) {
    super(
      `${cluster} was made by PostgreSQL ${made}, but this Visage brings PostgreSQL ${here}, which can't read it. Export it with the Visage ` +
        `that made it, or with the programs of PostgreSQL ${made} here:\n` +
        `  bun visage export people.visage --postgres-bin /usr/lib/postgresql/${made}/bin\n` +
        'Then start Visage with a new DATA_DIR and `bun visage import people.visage`. docs/operating.md has every step.',
    );
  }
}

/**
 * Sees to a complete cluster directory of the right version and owner, making it if there is none. It is made under
 * another name and renamed, so one that stands is whole; what an interrupted start left is swept. To be called under
 * the lock of the data directory.
 *
 * @param durable false leaves out the fsync at the end, for tests
 * @throws ClusterOfAnotherMajor
 * @throws Error when initdb fails (with its words)
 */
export async function prepareCluster(
  cluster: string,
  use: { binaries: PostgresBinaries; launcher: Launcher; passwordFile: string; durable: boolean },
) {
  sweep(cluster);
  if (!existsSync(join(cluster, 'PG_VERSION'))) await makeCluster(cluster, use);
  const major = Number.parseInt(readFileSync(join(cluster, 'PG_VERSION'), 'utf8'), 10);
  if (major !== use.binaries.major) {
    throw new ClusterOfAnotherMajor(cluster, major, use.binaries.major);
  }
  const { owner } = use.launcher;
  if (owner !== null && statSync(cluster).uid !== owner.uid) handOver(cluster, owner);
}

/** The password of the cluster's superuser, generated on first use and kept in a file of mode 0600. */
export function clusterPassword(file: string): string {
  if (!existsSync(file)) writePrivateFile(file, randomBytes(24).toString('base64url'));
  return readFileSync(file, 'utf8').trim();
}

async function makeCluster(cluster: string, use: Parameters<typeof prepareCluster>[1]): Promise<void> {
  if (existsSync(cluster) && readdirSync(cluster).length > 0) {
    throw new Error(`${cluster} is not empty, but no PostgreSQL cluster either: move it away, or set DATA_DIR.`);
  }
  const unfinished = mkdtempSync(cluster + UNFINISHED);
  const { prefix, owner } = use.launcher;
  if (owner !== null) chownSync(unfinished, owner.uid, owner.gid);
  // The built-in locale is the same on every machine; an upgrade of the operating system may change its own, and with
  // the sort order every index on text.
  const options = [
    '--encoding=UTF8',
    '--locale=C',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--no-instructions',
  ];
  const access = [`--username=${USERNAME}`, '--auth=scram-sha-256', `--pwfile=${use.passwordFile}`];
  const speed = use.durable ? [] : ['--no-sync'];
  const initdb = Bun.spawn(
    [...prefix, use.binaries.initdb, `--pgdata=${unfinished}`, ...options, ...access, ...speed],
    {
      env: postgresEnvironment(),
      stdio: ['ignore', 'ignore', 'pipe'],
      timeout: INITDB_LIMIT,
    },
  );
  const said = await initdb.stderr.text();
  if ((await initdb.exited) !== 0) {
    rmSync(unfinished, { recursive: true, force: true });
    throw new Error(`PostgreSQL's initdb failed in ${dirname(cluster)}:\n${said.trim() || initdb.signalCode}`);
  }
  renameSync(unfinished, cluster);
}

function sweep(cluster: string): void {
  for (const name of readdirSync(dirname(cluster))) {
    if (name.startsWith(basename(cluster) + UNFINISHED))
      rmSync(join(dirname(cluster), name), { recursive: true, force: true });
  }
}

/** The directory itself comes last: until it has changed hands, a start that was interrupted here does it all again. */
function handOver(directory: string, { uid, gid }: Account): void {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) handOver(path, { uid, gid });
    else lchownSync(path, uid, gid);
  }
  chownSync(directory, uid, gid);
}
