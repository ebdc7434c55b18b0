/** Stands before a process and answers from a memory that nothing corrects: what the prover must catch. */
export interface Liar extends AsyncDisposable {
  base: string;
}

/** How long it repeats itself, in milliseconds. */
const repeats = [3000, 5000] as const;

interface Kept {
  status: number;
  headers: Headers;
  body: ArrayBuffer;
  until: number;
}

/** Passes everything on to the process at `base`, and what was answered to a GET of a picture it says again for 3 to 5 s. */
export function startLiar(base: string): Liar {
  const kept = new Map<string, Kept>();
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname, search } = new URL(request.url);
      const isPicture = request.method === 'GET' && pathname.startsWith('/profile/');
      const key = JSON.stringify([
        pathname,
        search,
        request.headers.get('if-none-match'),
        request.headers.get('if-modified-since'),
      ]);
      const held = kept.get(key);
      if (isPicture && held && held.until > performance.now()) return again(held);
      const body = request.method === 'GET' || request.method === 'HEAD' ? null : await request.arrayBuffer();
      const { method, headers } = request;
      const answered = await fetch(base + pathname + search, { method, headers, body, redirect: 'manual' });
      if (!isPicture) return answered;
      const until = performance.now() + repeats[0] + Math.random() * (repeats[1] - repeats[0]);
      const fresh = { status: answered.status, headers: answered.headers, body: await answered.arrayBuffer(), until };
      kept.set(key, fresh);
      return again(fresh);
    },
  });
  return { base: `http://127.0.0.1:${server.port}`, [Symbol.asyncDispose]: () => server.stop(true) };
}

function again({ status, headers, body }: Kept): Response {
  const isEmpty = status === 304 || status === 302;
  return new Response(isEmpty ? null : body.slice(0), { status, headers });
}
