import { patience } from './asking';

/** Where a process is, and what its own pages call themselves. */
export interface Address {
  base: string;
  origin: string;
}

/** What came of a change that was asked for. Anything but an answer that says so leaves open whether it has happened. */
export interface Sent {
  /** Monotonic milliseconds, after all of the answer was there. */
  end: number;
  outcome: 'done' | 'refused for now' | 'unknown';
  /** What was answered, or went wrong, in a few words. */
  words: string;
  /** Null when no answer came. */
  status: number | null;
  retryAfter: string | null;
  data: unknown;
  cookie: string;
}

/** Asks processes for changes. */
export interface Sending {
  call(process: number, path: string, cookie: string, input: unknown): Promise<Sent>;
  /** Asks for what is, and changes nothing. */
  query(process: number, path: string, cookie: string): Promise<Sent>;
  signUp(process: number, person: { name: string; email: string; password: string }): Promise<Sent>;
  signIn(process: number, person: { email: string; password: string }): Promise<Sent>;
}

/** Is told what came of each. */
export interface SendingRecorder {
  sent(process: number, outcome: Sent['outcome']): void;
}

export function createSending(addresses: readonly Address[], recorder: SendingRecorder): Sending {
  let clients = 0;

  async function send(process: number, path: string, headers: Record<string, string>, body?: string): Promise<Sent> {
    const { base = '', origin = '' } = addresses[process] ?? {};
    let response: Response | null = null;
    const sent = (outcome: Sent['outcome'], words: string, data: unknown = null): Sent => {
      recorder.sent(process, outcome);
      const [status, retryAfter] = [response?.status ?? null, response?.headers.get('retry-after') ?? null];
      const cookie = response?.ok ? cookieOf(response) : '';
      return { end: performance.now(), outcome, words, status, retryAfter, data, cookie };
    };
    try {
      response = await fetch(base + path, {
        method: body === undefined ? 'GET' : 'POST',
        headers: { 'content-type': 'application/json', origin, ...headers },
        body,
        signal: AbortSignal.timeout(patience),
        // On a connection of its own: one found closed when it is used again would make fetch send the change twice.
        keepalive: false,
      });
      const text = await response.text();
      if (response.ok) return sent('done', 'done', JSON.parse(text));
      return sent(response.status === 429 ? 'refused for now' : 'unknown', `${response.status} ${reasonIn(text)}`);
    } catch (error) {
      response = null;
      return sent('unknown', error instanceof Error ? error.name : String(error));
    }
  }

  const askTrpc = async (process: number, path: string, cookie: string, body?: string): Promise<Sent> => {
    const sent = await send(process, `/trpc/${path}`, { cookie }, body);
    const { result } = (sent.data ?? {}) as { result?: { data: unknown } };
    return { ...sent, data: result?.data };
  };
  const askAuth = (process: number, path: string, person: object): Promise<Sent> => {
    clients += 1;
    // Each from an address of its own: those are counted.
    const address = `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
    return send(process, `/api/auth/${path}`, { 'x-forwarded-for': address }, JSON.stringify(person));
  };
  return {
    call: (process, path, cookie, input) => askTrpc(process, path, cookie, JSON.stringify(input ?? null)),
    query: (process, path, cookie) => askTrpc(process, path, cookie),
    signUp: (process, person) => askAuth(process, 'sign-up/email', person),
    signIn: (process, person) => askAuth(process, 'sign-in/email', person),
  };
}

function reasonIn(text: string): string {
  return /"reason":"(\w+)"/.exec(text)?.[1] ?? /"code":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 60);
}

/** The `Cookie` header that a browser would send from now on. */
function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}
