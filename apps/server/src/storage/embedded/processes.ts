import { readFileSync, statSync } from 'node:fs';

/**
 * Whether a process runs. One that has ended but is not yet reaped by its parent does not, though signals still find
 * it: under an init that reaps late, or never (a container's), that lasts.
 */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (cause) {
    if (errorCode(cause) !== 'EPERM') return false;
  }
  if (process.platform === 'linux') return linuxState(pid) !== 'Z';
  if (process.platform === 'win32') return true;
  return !ps(pid, 'stat=').startsWith('Z');
}

/** The command line of a process, its words separated by spaces; empty where it cannot be known. */
export function commandLine(pid: number): string {
  if (process.platform === 'linux') return readOrEmpty(`/proc/${pid}/cmdline`).replaceAll('\0', ' ').trim();
  return process.platform === 'win32' ? '' : ps(pid, 'command=');
}

/** Whether a process's working directory is the given one, also after a rename; null where that may not be asked. */
export function worksIn(pid: number, directory: string): boolean | null {
  try {
    const itsOwn = statSync(`/proc/${pid}/cwd`);
    const asked = statSync(directory);
    return itsOwn.dev === asked.dev && itsOwn.ino === asked.ino;
  } catch {
    return null;
  }
}

/** The `code` of a system error such as ENOENT; undefined for anything else. */
export function errorCode(cause: unknown): string | undefined {
  return cause instanceof Error && 'code' in cause ? String(cause.code) : undefined;
}

/** The state letter follows the command name, which is in brackets and may itself hold spaces and brackets. */
function linuxState(pid: number): string | undefined {
  const stat = readOrEmpty(`/proc/${pid}/stat`);
  return stat === '' ? 'Z' : stat[stat.lastIndexOf(')') + 2];
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

function ps(pid: number, column: string): string {
  const answer = Bun.spawnSync(['/bin/ps', '-ww', '-p', String(pid), '-o', column], { env: {}, stderr: 'ignore' });
  return answer.stdout.toString().trim();
}
