import { join } from 'node:path';
import type { freshDatabase } from './postgres';

/** What a command of the operator's said, and how it ended. */
export interface Operated {
  status: number;
  /** Standard output. */
  said: string;
  /** Standard error. */
  told: string;
}

const program = join(import.meta.dir, '../src/operator/main.ts');

/** How a process of its own reaches a test's database: a socket's directory has no place in a URL. */
export function reaching({ host, port, username, password, database }: Awaited<ReturnType<typeof freshDatabase>>) {
  return {
    DATABASE_URL: `postgres:///${database}`,
    PGHOST: host,
    PGPORT: String(port),
    PGUSER: username,
    PGPASSWORD: password,
  };
}

/** How a command is given, where that matters. */
interface Giving {
  /** What is typed, before the end of it. */
  input?: string;
  /** A script of `sh` that goes on to the command, "$@". */
  shell?: string;
}

/** Begins `bun visage <words>` with these variables, and nothing else of ours. */
export function startOperating(words: string[], env: Record<string, string>, { input = '', shell }: Giving = {}) {
  const command = [process.execPath, program, ...words];
  return Bun.spawn(shell === undefined ? command : ['sh', '-c', shell, 'sh', ...command], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
    stdin: new Blob([input]),
    stdout: 'pipe',
    stderr: 'pipe',
  });
}

/** Runs it to its end. */
export async function operate(words: string[], env: Record<string, string>, giving?: Giving): Promise<Operated> {
  const child = startOperating(words, env, giving);
  const [said, told, status] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { status, said, told };
}
