import { join } from 'node:path';
import type { EmbeddedConnection } from './connection';
import { isAlive } from './processes';

/** A process that owns an embedded PostgreSQL, as a test sees it. */
export interface Owner {
  process: Bun.Subprocess<'pipe', 'pipe', 'inherit'>;
  /** The next line it says. */
  said(): Promise<OwnerLine>;
}

export interface OwnerLine {
  connection?: EmbeddedConnection;
  /** The pid of its PostgreSQL. */
  server?: number;
  error?: string;
  lastAnswer?: string;
}

/**
 * Starts one, in a process group of its own.
 *
 * @param prefix words to put before it, to run it as somebody else
 * @param path its PATH, to take tools away from it
 */
export function startOwner(dataDir: string, how: { durable?: boolean; prefix?: string[]; path?: string } = {}): Owner {
  const program = [
    process.execPath,
    join(import.meta.dir, 'owner-process.ts'),
    dataDir,
    how.durable ? 'durable' : 'fast',
  ];
  const child = Bun.spawn([...(how.prefix ?? []), ...program], {
    env: { PATH: how.path ?? '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', HOME: '/' },
    stdin: 'pipe',
    stdout: 'pipe',
    stderr: 'inherit',
    detached: true,
  });
  const lines = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  let pending = '';
  const said = async (): Promise<OwnerLine> => {
    while (!pending.includes('\n')) {
      const { done, value } = await lines.read();
      if (done) throw new Error(`The owner ended, having said: ${pending}`);
      pending += value;
    }
    const end = pending.indexOf('\n');
    const line = pending.slice(0, end);
    pending = pending.slice(end + 1);
    return JSON.parse(line);
  };
  return { process: child, said };
}

/** Ends an owner in the orderly way, if it still runs. */
export async function endOwner(owner: Owner): Promise<void> {
  await owner.process.stdin.end();
  await owner.process.exited;
}

/** Waits, for as long as the test is given, until a process is gone. */
export async function untilGone(pid: number): Promise<void> {
  while (isAlive(pid)) await Bun.sleep(10);
}
