import type { Server } from 'bun';
import { problem } from './problem';

type Handler = (request: Request, server: Server<undefined>) => Response | Promise<Response>;

export interface Listener {
  port: number;
  /** Aborted as soon as it stops: what would never end by itself, ends then. */
  stopping: AbortSignal;
  /**
   * Until this is called requests are answered 503: the port is known before the app that needs to know it. A known port that others may
   * listen on as well is not listened on before this: they answer there, and nobody is to be refused for coming here instead.
   */
  answerWith(handler: Handler): void;
  /** Sends clients elsewhere, stops accepting, and waits for what runs: at most 5 s. */
  stop(): Promise<void>;
}

/**
 * How long nothing may come or go on a connection, in seconds. A request must be whole by then too, or its body have come at 16 kB a
 * second: Bun counts less as nothing, so that whoever drips bytes holds no connection, nor the room that their upload has.
 */
const patience = 60;
const graceMilliseconds = 4000;
/**
 * How long clients are sent elsewhere, and for how many turns in a row none must come for it to end sooner. Turns, since a process that
 * is held up hears nothing for a while, though somebody came.
 */
const farewellMilliseconds = 1000;
const turnMilliseconds = 10;
const quietTurns = 6;

/**
 * Listens on `host`:`port`; port 0 means any free one. `sharesPort`: other processes may listen there too (`SO_REUSEPORT`). Tests have
 * less patience.
 */
export function listen(host: string, port: number, sharesPort: boolean, idleTimeout = patience): Listener {
  let handler: Handler = () =>
    problem({ status: 503, title: 'Starting', detail: 'Visage is starting.', headers: { 'Retry-After': '1' } });
  const open = () =>
    Bun.serve({
      hostname: host,
      port,
      reusePort: sharesPort,
      idleTimeout,
      // Bun would answer 413 with an empty body; every route bounds its own and says so in its own words.
      maxRequestBodySize: Number.MAX_SAFE_INTEGER,
      development: false,
      fetch: (request, self) => handler(request, self),
    });
  let server = sharesPort && port !== 0 ? null : open();
  const stopping = new AbortController();
  let stopped: Promise<void> | undefined;
  return {
    port: server?.port ?? port,
    stopping: stopping.signal,
    answerWith(given) {
      handler = given;
      server ??= open();
    },
    stop() {
      stopped ??= stopGently();
      return stopped;
    },
  };

  /**
   * `server.stop()` cuts connections that idle, and a request may be under way on one: its sender could not tell whether it was
   * heard. So each answer first asks its client to close (RFC 9112 section 9.6) and come back on another connection, which the kernel
   * gives to any process that shares the port.
   */
  async function sayFarewell(): Promise<void> {
    const answer = handler;
    let quiet = 0;
    handler = async (request, self) => {
      quiet = 0;
      const response = await answer(request, self);
      response.headers.set('Connection', 'close');
      return response;
    };
    const until = performance.now() + farewellMilliseconds;
    while (quiet < quietTurns && performance.now() < until) {
      quiet += 1;
      await Bun.sleep(turnMilliseconds);
    }
  }

  async function stopGently(): Promise<void> {
    await sayFarewell();
    const done = server?.stop();
    // After nothing new comes in: whoever is cut off tries again at once.
    stopping.abort();
    await Promise.race([done, Bun.sleep(graceMilliseconds)]);
    await server?.stop(true);
  }
}
