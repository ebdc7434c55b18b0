import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startChild } from './child';

const main = join(import.meta.dir, '../src/main.ts');

/** A Visage of its own in a process of its own, as `bun start` runs it, with a directory of data that goes with it. */
export interface VisageProcess extends AsyncDisposable {
  url: string;
  pid: number;
}

/** Starts it with these variables on top; answers when it is ready. Without `DATABASE_URL` it has an embedded Postgres. */
export async function startVisageProcess(environment: Record<string, string> = {}): Promise<VisageProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-bench-'));
  const removeData = () => rmSync(dataDir, { recursive: true, force: true });
  try {
    const child = await startChild([process.execPath, main], {
      ready: /"url":"(http[^"]+)"/,
      on: 'stdout',
      environment: { PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...environment },
    });
    const stop = async () => {
      await child[Symbol.asyncDispose]();
      removeData();
    };
    return { url: child.ready[1] ?? '', pid: child.pid, [Symbol.asyncDispose]: stop };
  } catch (error) {
    removeData();
    throw error;
  }
}

/** Makes an account and answers the headers with which a page of its own would call. */
export async function signUp(url: string, name = 'Bench'): Promise<Record<string, string>> {
  const answered = await fetch(`${url}/api/auth/sign-up/email`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: url },
    body: JSON.stringify({ name, email: `${crypto.randomUUID()}@example.org`, password: 'a password for the bench' }),
  });
  if (!answered.ok) throw new Error(`sign-up: ${answered.status} ${await answered.text()}`);
  const cookie = answered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
  return { cookie, origin: url, 'content-type': 'application/json' };
}

export async function call(url: string, path: string, headers: Record<string, string>, input: unknown) {
  const answered = await fetch(`${url}/trpc/${path}`, { method: 'POST', headers, body: JSON.stringify(input) });
  const body = (await answered.json()) as { result?: { data: Record<string, unknown> } };
  if (!body.result) throw new Error(`${path}: ${answered.status} ${JSON.stringify(body)}`);
  return body.result.data;
}
