import postgres from 'postgres';
import { readSettings, type Settings } from '../src/env';
import { startVisage } from '../src/start';
import { captureLog } from './captured-log';
import { dropDatabase, freshDatabase } from './postgres';

/** A person with an account, as a test sees them. */
export interface Person {
  id: string;
  email: string;
  password: string;
  /** The `Cookie` header of their session. */
  cookie: string;
}

/** One call of a procedure, as it went over HTTP. */
export interface Called {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into answers of every shape
  data: any;
  error: { code: string; reason?: string; message: string; fields?: Record<string, string> } | null;
}

interface TestOptions {
  /** Size of the server's pool. */
  connections?: number;
  /** A stand-in for Gravatar; without one nothing answers there. */
  gravatar?: string;
  /** Less patience with connections than people get, in seconds. */
  idleTimeout?: number;
  /** Shares the database of this one, which must be stopped last. */
  beside?: { connection: Awaited<ReturnType<typeof freshDatabase>> };
}

export type TestVisage = Awaited<ReturnType<typeof startTestVisage>>;

/**
 * A real Visage on a real port with a database of its own. Each person it signs up comes from an address of their own
 * (believed, since the test is a trusted proxy), so that limits by address don't stand in the way.
 */
export async function startTestVisage(
  environment: Record<string, string> = {},
  { connections, gravatar = 'http://127.0.0.1:1', idleTimeout, beside }: TestOptions = {},
) {
  const connection = beside?.connection ?? (await freshDatabase());
  const settings: Settings = readSettings({
    PORT: '0',
    AUTH_SECRET: 'a secret for tests, long enough for anyone',
    TRUSTED_PROXY: '127.0.0.1',
    ...environment,
  });
  const { log, lines } = captureLog();
  const visage = await startVisage(settings, { log, connection, connections, gravatar, idleTimeout });
  const sql = postgres({ ...connection, max: 2, onnotice: () => {} });
  const base = `http://127.0.0.1:${visage.port}`;
  const origin = visage.url;
  let people = 0;

  async function signUp(name = 'Ada Lovelace', more: object = {}): Promise<Person> {
    people += 1;
    const email = `person${people}@example.org`;
    const password = `correct horse ${people}`;
    const answered = await fetch(`${base}/api/auth/sign-up/email`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin, 'x-forwarded-for': `10.0.${people >> 8}.${people & 255}` },
      body: JSON.stringify({ name, email, password, ...more }),
    });
    if (!answered.ok) throw new Error(`sign-up failed: ${answered.status} ${await answered.text()}`);
    const { user } = (await answered.json()) as { user: { id: string } };
    return { id: user.id, email, password, cookie: cookieOf(answered) };
  }

  /** Calls a procedure as a page of the site would; `headers` go on top. */
  async function call(
    kind: 'query' | 'mutation',
    path: string,
    input: unknown,
    person: Person | null = null,
    headers: Record<string, string> = {},
  ): Promise<Called> {
    const all = { origin, ...(person && { cookie: person.cookie }), ...headers };
    const answered =
      kind === 'query'
        ? await fetch(
            `${base}/trpc/${path}?${new URLSearchParams(input === undefined ? {} : { input: JSON.stringify(input) })}`,
            { headers: all },
          )
        : await fetch(`${base}/trpc/${path}`, {
            method: 'POST',
            headers: { 'content-type': 'application/json', ...all },
            body: JSON.stringify(input ?? null),
          });
    const body = (await answered.json()) as {
      result?: { data: unknown };
      error?: { message: string; data: { code: string; reason?: string; fields?: Record<string, string> } };
    };
    const error = body.error ? { message: body.error.message, ...body.error.data } : null;
    return { status: answered.status, headers: answered.headers, data: body.result?.data, error };
  }

  return {
    ...visage,
    base,
    origin,
    sql,
    connection,
    /** What has been logged, a JSON object a line. */
    logged: lines,
    signUp,
    query: (path: string, input?: unknown, person?: Person | null, headers?: Record<string, string>) =>
      call('query', path, input, person, headers),
    mutate: (path: string, input?: unknown, person?: Person | null, headers?: Record<string, string>) =>
      call('mutation', path, input, person, headers),
    picture: (path: string, init: RequestInit = {}) => fetch(`${base}${path}`, { redirect: 'manual', ...init }),
    stop: async () => {
      await sql.end();
      await visage.stop();
      if (!beside) await dropDatabase(connection);
    },
  };
}

/** The `Cookie` header that a browser would send after this answer. */
export function cookieOf(answered: Response): string {
  return answered.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}
