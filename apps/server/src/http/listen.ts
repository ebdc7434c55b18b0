import type { Server } from 'bun';
import { problem } from './problem';

type Handler = (request: Request, server: Server<undefined>) => Response | Promise<Response>;

export interface Listener {
  port: number;
  /** Aborted as soon as it stops: what would never end by itself, ends then. */
  stopping: AbortSignal;
  /** Until this is called requests are answered 503: the port is known before the app that needs to know it. */
  answerWith(handler: Handler): void;
  /** Stops accepting and waits for what runs, at most 4 s. */
  stop(): Promise<void>;
}

/** How long nothing may come or go on a connection, in seconds. */
const idleTimeout = 60;
const graceMilliseconds = 4000;

/** Listens on `host`:`port`; port 0 means any free one. `sharesPort`: other processes may listen there too (`SO_REUSEPORT`). */
export function listen(host: string, port: number, sharesPort: boolean): Listener {
  let handler: Handler = () =>
    problem({ status: 503, title: 'Starting', detail: 'Visage is starting.', headers: { 'Retry-After': '1' } });
  const server = Bun.serve({
    hostname: host,
    port,
    reusePort: sharesPort,
    idleTimeout,
    // Bun would answer 413 with an empty body; every route bounds its own and says so in its own words.
    maxRequestBodySize: Number.MAX_SAFE_INTEGER,
    development: false,
    fetch: (request, self) => handler(request, self),
  });
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;
  return {
    port: server.port ?? port,
    stopping: stopping.signal,
    answerWith(given) {
      handler = given;
    },
    stop() {
      stopped ??= stopGently();
      return stopped;
    },
  };

  async function stopGently(): Promise<void> {
    const done = server.stop();
    // After nothing new comes in: whoever is cut off tries again at once.
    stopping.abort();
    await Promise.race([done, Bun.sleep(graceMilliseconds)]);
    await server.stop(true);
  }
}
