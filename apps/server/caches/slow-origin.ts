/** Stands between a cache and a Visage, and can keep an answer back as a slow network does. */
export interface SlowOrigin {
  url: string;
  /** Keeps the next answer back until `release`; `answered` settles when the Visage has given it. */
  holdNext(): { answered: Promise<void>; release(): void };
  stop(): Promise<void>;
}

export function startSlowOrigin(origin: string): SlowOrigin {
  let next: { answered: () => void; released: Promise<void> } | null = null;
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const held = next;
      next = null;
      const { pathname, search } = new URL(request.url);
      const { method, headers } = request;
      const answered = await fetch(`${origin}${pathname}${search}`, { method, headers, redirect: 'manual' });
      held?.answered();
      await held?.released;
      return answered;
    },
  });
  return {
    url: `http://127.0.0.1:${server.port}`,
    holdNext() {
      const answered = Promise.withResolvers<void>();
      const released = Promise.withResolvers<void>();
      next = { answered: answered.resolve, released: released.promise };
      return { answered: answered.promise, release: released.resolve };
    },
    stop: () => server.stop(true),
  };
}
