import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import postgres from 'postgres';
import { base64 } from '../images';
import { dropDatabase, freshDatabase } from '../postgres';
import { type Called, cookieOf, type Person } from '../visage';
import type { Start } from './serve';

export type ChildVisage = Awaited<ReturnType<typeof startChildVisage>>;

/** A Visage in a process of its own, so that its memory, and whether it lives, can be told from the test's. */
export async function startChildVisage() {
  const connection = await freshDatabase();
  const started = Promise.withResolvers<{ port: number; url: string }>();
  const child = Bun.spawn([process.execPath, join(import.meta.dir, 'serve.ts')], {
    ipc: (message) => started.resolve(message as { port: number; url: string }),
    stdout: 'pipe',
    stderr: 'inherit',
    onExit: (_, status) => started.reject(new Error(`Visage ended by itself with ${status}`)),
  });
  const env = { PORT: '0', AUTH_SECRET: 'a secret for tests, long enough for anyone', TRUSTED_PROXY: '127.0.0.1' };
  child.send({ env, connection } satisfies Start);
  const logged = child.stdout.text();
  const { port, url } = await started.promise;
  const base = `http://127.0.0.1:${port}`;
  const sql = postgres({ ...connection, max: 2, onnotice: () => {} });
  let people = 0;

  return {
    base,
    sql,
    isAlive: () => child.exitCode === null && child.signalCode === null,

    async signUp(): Promise<Person> {
      people += 1;
      const account = { name: 'Ada', email: `person${people}@example.org`, password: `correct horse ${people}` };
      const answered = await fetch(`${base}/api/auth/sign-up/email`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, 'x-forwarded-for': `10.0.0.${people}` },
        body: JSON.stringify(account),
      });
      const { user } = (await answered.json()) as { user: { id: string } };
      return { id: user.id, ...account, cookie: cookieOf(answered) };
    },

    /** More is uploaded in a test than one account may in so short a time, so no use is remembered. */
    async upload(
      person: Person,
      file: Uint8Array,
      mimeType: string,
    ): Promise<Pick<Called, 'status' | 'data' | 'error'>> {
      await sql`DELETE FROM rate_limit`;
      const answered = await fetch(`${base}/trpc/picture.upload`, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin: url, cookie: person.cookie },
        body: JSON.stringify({ data: base64(file), mimeType }),
      });
      const { result, error } = (await answered.json()) as {
        result?: { data: unknown };
        error?: { message: string; data: { code: string; reason?: string } };
      };
      return {
        status: answered.status,
        data: result?.data,
        error: error ? { message: error.message, ...error.data } : null,
      };
    },

    /** Megabytes in memory now, and the most there have been; null where the system does not say. */
    memory(): { now: number; most: number } | null {
      if (process.platform !== 'linux') return null;
      const status = readFileSync(`/proc/${child.pid}/status`, 'latin1');
      const megabytes = (name: string) => Number(new RegExp(`${name}:\\s+(\\d+)`).exec(status)?.[1]) / 1024;
      return { now: megabytes('VmRSS'), most: megabytes('VmHWM') };
    },

    /** Ends it, and answers what it has logged: warnings and errors, a JSON object a line. */
    async stop(): Promise<{ status: number | null; logged: string }> {
      await sql.end();
      if (child.exitCode === null) child.send('stop');
      const status = await child.exited;
      await dropDatabase(connection);
      return { status, logged: await logged };
    },
  };
}
