/** Another site that shows pictures: its pages are one `<img>` each, and it notes what browsers ask Visage for. */
export interface EmbeddingSite {
  /** The address of a page with a picture by this address (a path of Visage). */
  pageWith(src: string): string;
  /** What went over the wire since this was last asked, in order: the path with its query, and the status. */
  asked(): [path: string, status: number][];
  stop(): Promise<void>;
}

/** Pages and pictures come from one address, as behind a site's own proxy, so that a test may look into the pictures. */
export function startEmbeddingSite(visage: string): EmbeddingSite {
  let asked: [string, number][] = [];
  const server = Bun.serve({
    hostname: '127.0.0.1',
    port: 0,
    async fetch(request) {
      const { pathname, search, searchParams } = new URL(request.url);
      if (pathname === '/favicon.ico') return new Response(null, { status: 404 });
      if (pathname === '/page') {
        const page = `<!doctype html><title>Page</title><img id="shown" src="${Bun.escapeHTML(searchParams.get('src') ?? '')}">`;
        // An ordinary page, which a browser may keep for going back to.
        return new Response(page, { headers: { 'content-type': 'text/html', 'cache-control': 'no-cache' } });
      }
      const { method, headers } = request;
      const answered = await fetch(`${visage}${pathname}${search}`, { method, headers, redirect: 'manual' });
      asked.push([pathname + search, answered.status]);
      return answered;
    },
  });
  return {
    pageWith: (src) => `http://127.0.0.1:${server.port}/page?src=${encodeURIComponent(src)}`,
    asked() {
      const told = asked;
      asked = [];
      return told;
    },
    stop: () => server.stop(true),
  };
}
