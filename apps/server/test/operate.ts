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

/** Runs `bun visage <words>` with these variables, and nothing else of ours; `input` is typed, then its end. */
export async function operate(words: string[], env: Record<string, string>, input = ''): Promise<Operated> {
  const child = Bun.spawn([process.execPath, program, ...words], {
    env: { PATH: '/usr/local/bin:/usr/bin:/bin', ...env },
    stdin: new Blob([input]),
    stdout: 'pipe',
    stderr: 'pipe',
  });
  const [said, told, status] = await Promise.all([child.stdout.text(), child.stderr.text(), child.exited]);
  return { status, said, told };
}
