import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const main = join(import.meta.dir, '../src/main.ts');

/** A Visage of its own in a process of its own, as `bun start` runs it, with an embedded Postgres in a directory that goes with it. */
export interface VisageProcess extends AsyncDisposable {
  url: string;
  pid: number;
}

/** Starts it with these variables on top; answers when it is ready. */
export async function startVisageProcess(environment: Record<string, string> = {}): Promise<VisageProcess> {
  const dataDir = mkdtempSync(join(tmpdir(), 'visage-bench-'));
  const child = Bun.spawn([process.execPath, main], {
    stdout: 'pipe',
    stderr: 'inherit',
    env: { ...process.env, PORT: '0', DATA_DIR: dataDir, LOG_LEVEL: 'error', ...environment },
  });
  const stop = async () => {
    child.kill('SIGTERM');
    await child.exited;
    rmSync(dataDir, { recursive: true, force: true });
  };
  let output = '';
  for await (const chunk of child.stdout.pipeThrough(new TextDecoderStream())) {
    output += chunk;
    const url = /"url":"(http[^"]+)"/.exec(output)?.[1];
    if (url) return { url, pid: child.pid, [Symbol.asyncDispose]: stop };
  }
  await stop();
  throw new Error(`Visage did not start: ${output}`);
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
