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
  data: unknown;
  cookie: string;
}

/** Asks processes for changes. */
export interface Sending {
  call(process: number, path: string, cookie: string, input: unknown): Promise<Sent>;
  signUp(process: number, person: { name: string; email: string; password: string }): Promise<Sent>;
}

/** Is told what came of each. */
export interface SendingRecorder {
  sent(process: number, outcome: Sent['outcome']): void;
}

export function createSending(addresses: readonly Address[], recorder: SendingRecorder): Sending {
  let clients = 0;

  async function post(process: number, path: string, body: unknown, headers: Record<string, string>): Promise<Sent> {
    const { base = '', origin = '' } = addresses[process] ?? {};
    const sent = (outcome: Sent['outcome'], words: string, data: unknown = null, cookie = ''): Sent => {
      recorder.sent(process, outcome);
      return { end: performance.now(), outcome, words, data, cookie };
    };
    try {
      const response = await fetch(base + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, ...headers },
        body: JSON.stringify(body ?? null),
        signal: AbortSignal.timeout(patience),
        // On a connection of its own: one found closed when it is used again would make fetch send the change twice.
        keepalive: false,
      });
      const text = await response.text();
      if (response.ok) return sent('done', 'done', JSON.parse(text), cookieOf(response));
      return sent(response.status === 429 ? 'refused for now' : 'unknown', `${response.status} ${reasonIn(text)}`);
    } catch (error) {
      return sent('unknown', error instanceof Error ? error.name : String(error));
    }
  }

  return {
    async call(process, path, cookie, input) {
      const sent = await post(process, `/trpc/${path}`, input, { cookie });
      const { result } = (sent.data ?? {}) as { result?: { data: unknown } };
      return { ...sent, data: result?.data };
    },
    signUp(process, person) {
      clients += 1;
      // Each from an address of its own: those are counted.
      const address = `10.${(clients >> 16) & 255}.${(clients >> 8) & 255}.${clients & 255}`;
      return post(process, '/api/auth/sign-up/email', person, { 'x-forwarded-for': address });
    },
  };
}

function reasonIn(text: string): string {
  return /"(?:reason|code)":"(\w+)"/.exec(text)?.[1] ?? text.slice(0, 60);
}

/** The `Cookie` header that a browser would send from now on. */
function cookieOf(response: Response): string {
  return response.headers
    .getSetCookie()
    .map((each) => each.split(';', 1)[0])
    .join('; ');
}
