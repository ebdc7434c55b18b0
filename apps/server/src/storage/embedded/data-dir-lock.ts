import { Database } from 'bun:sqlite';
import { chmodSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { writePrivateFile } from './private-file';
import { errorCode, isAlive } from './processes';

/** Another live process holds the data directory. The message is one sentence for a person. */
export class DataDirInUse extends Error {
  override name = 'DataDirInUse';

  /** @param pid the process that holds it; null when it has not yet said */
  constructor(
    readonly dataDir: string,
    readonly pid: number | null,
  ) {
    const who = pid === null ? 'another Visage' : `another Visage (process ${pid})`;
    super(`The data directory ${dataDir} is in use by ${who}: use that one, or set DATA_DIR to another directory.`);
  }
}

export interface DataDirLock extends Disposable {
  /** Lets the next process in. Calling it again does nothing. */
  release(): void;
}

/** What is held, kept reachable: a collected Database would close its file and so give the lock away. */
const held = new Set<Database>();

/** Two that start at the same moment may each stop the other from going first; then they try again, in ms. */
const RETRY_FOR = 300;

/**
 * Takes the data directory for this process, making it (mode 0700) if needed. The lock is an exclusive transaction on
 * an SQLite file: the kernel holds it and drops it with the process, however that ends, on every platform; a pid file
 * alone could outlive its writer.
 *
 * Nothing else in this process may open `<dataDir>/lock`: closing any descriptor of a file drops the process's POSIX
 * locks on it. The pid is in a file beside it for that reason. `bun --watch` may restart (the file closes on exec);
 * `bun --hot` may not, its old module still holds.
 *
 * @throws DataDirInUse, after a third of a second, when another holder lives, in this process or another
 */
export function lockDataDir(dataDir: string): DataDirLock {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const pidFile = join(dataDir, 'lock.pid');
  const file = begin(dataDir, pidFile);
  held.add(file);
  chmodSync(join(dataDir, 'lock'), 0o600);
  writePrivateFile(pidFile, `${process.pid}\n`);

  const release = () => {
    if (!held.delete(file)) return;
    rmSync(pidFile, { force: true });
    file.close();
  };
  return { release, [Symbol.dispose]: release };
}

function begin(dataDir: string, pidFile: string): Database {
  let file: Database | undefined;
  try {
    file = new Database(join(dataDir, 'lock'), { create: true });
    file.run(`PRAGMA busy_timeout = ${RETRY_FOR}`);
    // A rollback journal on disk would stay behind a killed holder.
    file.run('PRAGMA journal_mode = MEMORY');
    file.run('BEGIN EXCLUSIVE');
    return file;
  } catch (cause) {
    file?.close();
    if (isBusy(cause)) throw new DataDirInUse(dataDir, livingPid(pidFile));
    throw new Error(`The data directory ${dataDir} cannot be locked: is it another user's?`, { cause });
  }
}

function isBusy(cause: unknown): boolean {
  return errorCode(cause)?.startsWith('SQLITE_BUSY') === true;
}

/** Who wrote the pid file, if it still runs: the file of a killed holder stays until the next one writes its own. */
function livingPid(pidFile: string): number | null {
  try {
    const pid = Number(readFileSync(pidFile, 'utf8'));
    return pid > 0 && isAlive(pid) ? pid : null;
  } catch {
    return null;
  }
}
