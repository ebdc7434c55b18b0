import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedPostgres } from '../src/storage/embedded/embedded-postgres';

const main = join(import.meta.dir, '../src/main.ts');

/** Whose pages may call every one of them with cookies: each has an address of its own, and trusts that alone otherwise. */
export const trustedOrigin = 'http://site.test';

/** Visages as people run them, each a process of its own, that share one database. */
export interface Origins extends AsyncDisposable {
  /** `http://127.0.0.1:<port>` of each. */
  urls: string[];
  /** Ends the processes as an operator would; the database runs on. */
  stopProcesses(): Promise<void>;
}

export async function startOrigins(count: number): Promise<Origins> {
  await using undo = new AsyncDisposableStack();
  const directory = mkdtempSync(join(tmpdir(), 'visage-origins-'));
  undo.defer(() => rmSync(directory, { recursive: true, force: true }));
  const postgres = undo.use(await startEmbeddedPostgres({ dataDir: join(directory, 'postgres'), durable: false }));
  const { host, port, username, password, database } = postgres.connection;
  const { PATH, HOME, TMPDIR } = Bun.env;
  const environment = {
    ...{ PATH, HOME, TMPDIR },
    // A URL can't name the directory of a socket.
    DATABASE_URL: `postgres:///${database}`,
    ...{ PGHOST: host, PGPORT: String(port), PGUSER: username, PGPASSWORD: password },
    AUTH_SECRET: 'a secret for tests, long enough for anyone',
    // Each person signs up from an address of their own, which limits count by.
    TRUSTED_PROXY: '127.0.0.1',
    TRUSTED_ORIGINS: trustedOrigin,
    LOG_LEVEL: 'info',
    PORT: '0',
  };
  const processes = undo.use(new AsyncDisposableStack());
  const urls: string[] = [];
  // One after the other: the first migrates.
  for (let index = 0; index < count; index += 1) {
    const visage = await startProcess({ ...environment, DATA_DIR: join(directory, `visage${index}`) });
    processes.defer(visage.stop);
    urls.push(visage.url);
  }
  const all = undo.move();
  return {
    urls,
    stopProcesses: () => processes.disposeAsync(),
    [Symbol.asyncDispose]: () => all.disposeAsync(),
  };
}

async function startProcess(env: Record<string, string | undefined>): Promise<{ url: string; stop(): Promise<void> }> {
  const child = Bun.spawn([process.execPath, main], { env, stdout: 'pipe', stderr: 'inherit' });
  const stop = async () => {
    child.kill('SIGTERM');
    await child.exited;
  };
  let said = '';
  const reader = child.stdout.pipeThrough(new TextDecoderStream()).getReader();
  for (let chunk = await reader.read(); !chunk.done; chunk = await reader.read()) {
    said += chunk.value;
    const port = /"url":"http:\/\/[^":]+:(\d+)"/.exec(said)?.[1];
    if (!port) continue;
    // What it says later is read and let go, or it would wait for room in the pipe.
    void (async () => {
      while (!(await reader.read()).done);
    })();
    return { url: `http://127.0.0.1:${port}`, stop };
  }
  await stop();
  throw new Error(`Visage did not start:\n${said}`);
}
