import type { Answer, Held, Reply } from './history';

/** A request for a picture, as the client means it. */
export interface Question {
  process: number;
  route: string;
  query?: string;
  method?: 'GET' | 'HEAD';
  condition?: Answer['condition'];
}

/** Where answers and the bytes they bring go. */
export interface Recorder {
  /** Resolves when the bytes are known by sight. */
  record(answer: Answer, bytes: Uint8Array | null): Promise<void>;
}

/** How long a client waits, in milliseconds. */
export const patience = 10_000;

/** Asks processes for pictures and records what came. */
export interface Asking {
  ask(question: Question): Promise<Answer>;
}

export function createAsking(bases: readonly string[], recorder: Recorder): Asking {
  return {
    async ask({ process, route, query = '', method = 'GET', condition = null }) {
      const url = `${bases[process]}${route}${query && '?'}${query}`;
      const start = performance.now();
      const asked = { process, route, query, method, condition, start };
      let answer: Answer;
      let bytes: Uint8Array | null = null;
      try {
        const signal = AbortSignal.timeout(patience);
        const response = await fetch(url, { method, redirect: 'manual', headers: conditional(condition), signal });
        const body = new Uint8Array(await response.arrayBuffer());
        if (response.status === 200 && method === 'GET') bytes = body;
        answer = { ...asked, end: performance.now(), reply: replyOf(response, bytes) };
      } catch (error) {
        const isLate = error instanceof Error && error.name === 'TimeoutError';
        answer = { ...asked, end: performance.now(), reply: null, lost: isLate ? 'patience' : 'connection' };
      }
      await recorder.record(answer, bytes);
      return answer;
    },
  };
}

/** What a client holds after this answer: nothing new after a 304 or an error. */
export function heldFrom({ method, reply }: Answer): Held | null {
  if (method !== 'GET' || reply?.status !== 200 || reply.etag === null) return null;
  return { etag: reply.etag, date: reply.lastModified };
}

function conditional(condition: Answer['condition']): Record<string, string> {
  const [first] = condition?.held ?? [];
  if (!condition || !first) return {};
  if (condition.by === 'date') return first.date === null ? {} : { 'If-Modified-Since': first.date };
  return { 'If-None-Match': condition.held.map(({ etag }) => `"${etag}"`).join(', ') };
}

function replyOf({ status, headers }: Response, bytes: Uint8Array | null): Reply {
  return {
    status,
    etag: headers.get('etag')?.replace(/^"|"$/g, '') ?? null,
    lastModified: headers.get('last-modified'),
    cacheControl: headers.get('cache-control') ?? '',
    retryAfter: headers.get('retry-after'),
    body: bytes && new Bun.CryptoHasher('sha256').update(bytes).digest('hex'),
  };
}
