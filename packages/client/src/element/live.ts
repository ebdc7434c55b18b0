type Listener = (version: string | null) => void;

interface Live {
  /** Tells what `userId` shows now and whenever that changes. Answers how to stop. */
  watch(userId: string, listener: Listener): () => void;
}

/** In milliseconds: for elements that come one by one; between attempts, doubled up to the second; without a word, pings included. */
const gatherFor = 50;
const [firstDelay, lastDelay] = [1000, 30_000];
const silence = 15_000;
/** Whom one stream may name. */
const most = 100;

const streams = new Map<string, Live>();

/** The one stream of this page to each Visage. */
export function liveAt(base: string): Live {
  const live = streams.get(base) ?? createLive(base);
  streams.set(base, live);
  return live;
}

function createLive(base: string): Live {
  /** Who came last stands last. */
  const listeners = new Map<string, Set<Listener>>();
  const known = new Map<string, string | null>();
  let watched: string[] = [];
  let source: EventSource | undefined;
  let timer: ReturnType<typeof setTimeout> | undefined;
  let failures = 0;

  const close = () => {
    source?.close();
    source = undefined;
    clearTimeout(timer);
    timer = undefined;
  };
  const openIn = (delay: number) => {
    clearTimeout(timer);
    timer = setTimeout(open, delay);
  };
  const heard = () => {
    failures = 0;
    openIn(silence);
  };

  function open(): void {
    close();
    // A page that nobody sees holds no connection, of which a browser has few; on its return it is told everything.
    if (document.hidden) return;
    known.clear();
    watched = [...listeners.keys()].slice(-most);
    if (watched.length === 0) return;
    const input = encodeURIComponent(JSON.stringify({ ids: watched }));
    const own = new EventSource(`${base}/trpc/picture.onChange?input=${input}`);
    source = own;
    openIn(silence);
    own.addEventListener('connected', heard);
    own.addEventListener('ping', heard);
    own.addEventListener('message', ({ data }: MessageEvent<string>) => {
      heard();
      const { userId, version } = JSON.parse(data) as { userId: string; version: string | null };
      known.set(userId, version);
      for (const tell of listeners.get(userId) ?? []) tell(version);
    });
    // It connects again by itself, but not after an answer that is no stream (HTML section 9.2.3).
    own.addEventListener('error', () => {
      if (own !== source || own.readyState !== EventSource.CLOSED) return;
      openIn(Math.min(lastDelay, firstDelay * 2 ** failures) * (0.5 + Math.random() / 2));
      failures += 1;
    });
  }

  document.addEventListener('visibilitychange', () => (document.hidden ? close() : openIn(0)));
  addEventListener('online', () => openIn(0));

  return {
    watch(userId, listener) {
      const own = listeners.get(userId) ?? new Set();
      listeners.delete(userId);
      listeners.set(userId, own.add(listener));
      const version = known.get(userId);
      if (version !== undefined) listener(version);
      else if (!source || !watched.includes(userId)) openIn(gatherFor);
      return () => {
        own.delete(listener);
        // Stays in the stream until that is opened anew for others: leaving is no reason to connect again.
        if (own.size === 0 && listeners.get(userId) === own) listeners.delete(userId);
        if (listeners.size === 0) close();
      };
    },
  };
}
