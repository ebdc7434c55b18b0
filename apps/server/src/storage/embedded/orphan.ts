import { readFileSync, realpathSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { commandLine, isAlive, worksIn } from './processes';

/** What PostgreSQL writes into `postmaster.pid`: pg_ctl reads the same lines. */
export interface PostmasterFile {
  pid: number;
  dataDir: string;
  ready: boolean;
}

/** Reads `postmaster.pid` of a cluster directory; null when there is none or it is still being written. */
export function readPostmasterFile(cluster: string): PostmasterFile | null {
  try {
    const lines = readFileSync(join(cluster, 'postmaster.pid'), 'utf8').split('\n');
    const pid = Number(lines[0]);
    if (!(pid > 0) || lines[1] === undefined) return null;
    return { pid, dataDir: lines[1], ready: /^(ready|standby)/.test(lines[7] ?? '') };
  } catch {
    return null;
  }
}

const FAST_LIMIT = 8000;
const IMMEDIATE_LIMIT = 12_000;
/** Greater than any pid of any kernel, so surely nobody's. */
const NO_PID = 2_147_483_647;

/**
 * Makes sure that no server of an earlier, killed owner works on the cluster. To be called under the lock of the data
 * directory: whoever runs on it then is an orphan. It is asked to stop (SIGINT, after 8 s SIGQUIT) and waited for.
 *
 * A pid file may also name a process that has nothing to do with us, after a reboot or in a restarted container, where
 * the same small numbers come back. That one is left alone; but PostgreSQL would refuse to start beside it, so the
 * number in the file is replaced. The file stays, since by its other lines PostgreSQL notices server processes whose
 * postmaster is dead.
 *
 * @throws Error when the orphan cannot be stopped
 */
export async function stopOrphan(cluster: string): Promise<void> {
  const file = readPostmasterFile(cluster);
  if (file === null || process.platform === 'win32') return;
  if (!isPostmasterOf(file, cluster)) return retire(cluster, file.pid);
  try {
    process.kill(file.pid, 'SIGINT');
    if (await isGoneWithin(file, cluster, FAST_LIMIT)) return;
    process.kill(file.pid, 'SIGQUIT');
    if (await isGoneWithin(file, cluster, IMMEDIATE_LIMIT)) return;
  } catch (cause) {
    if (!isPostmasterOf(file, cluster)) return;
    throw new Error(
      `PostgreSQL of an earlier start (process ${file.pid}) works on ${cluster} and may not be stopped.`,
      { cause },
    );
  }
  throw new Error(`PostgreSQL of an earlier start (process ${file.pid}) works on ${cluster} and does not stop.`);
}

/** Never a process with a recycled pid: it has to be called postgres and work in this very directory. */
function isPostmasterOf(file: PostmasterFile, cluster: string): boolean {
  if (!isAlive(file.pid)) return false;
  const command = commandLine(file.pid);
  if (!/(^|\/)postgres( |$)/.test(command)) return false;
  // Root without CAP_SYS_PTRACE may not look at another user's working directory; then the command line has to do.
  return worksIn(file.pid, cluster) ?? (command.includes(file.dataDir) && isSamePath(file.dataDir, cluster));
}

function isSamePath(one: string, other: string): boolean {
  try {
    return realpathSync(one) === realpathSync(other);
  } catch {
    return false;
  }
}

async function isGoneWithin(file: PostmasterFile, cluster: string, limit: number): Promise<boolean> {
  const end = performance.now() + limit;
  while (isPostmasterOf(file, cluster)) {
    if (performance.now() > end) return false;
    await Bun.sleep(10);
  }
  return true;
}

function retire(cluster: string, pid: number): void {
  const path = join(cluster, 'postmaster.pid');
  const text = readFileSync(path, 'utf8');
  writeFileSync(path, text.replace(String(pid), String(NO_PID)));
}
